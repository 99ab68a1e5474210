import type { CredentialSource } from "./credential-source.js";
import { silent } from "./client-settings.js";
import { renewExpired } from "./renew-expired.js";
import { type SharedCredentials, sharedCredentials } from "./shared-credentials.js";

/** A role to assume. */
export interface AssumableRole {
  /** `arn:aws:iam::111122223333:role/Inventory` */
  readonly roleArn: string;
  readonly externalId: string | undefined;
}

/**
 * The credentials of a role, for the clients of all regions together. Sends nothing yet. The role is assumed when its
 * credentials are first asked for, and again when they expire, with the credentials that the source has then.
 */
export async function roleCredentials(
  { credentials, briefSettingsOf }: CredentialSource,
  { roleArn, externalId }: AssumableRole,
): Promise<SharedCredentials> {
  const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  const assumed = fromTemporaryCredentials({
    masterCredentials: credentials,
    params: {
      RoleArn: roleArn,
      RoleSessionName: SESSION_NAME,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    },
    clientConfig: briefSettingsOf("STS"),
    clientPlugins: [renewExpired(credentials)],
    logger: silent,
  });
  return sharedCredentials(() => assumed());
}

/** The name that CloudTrail shows in the account. */
const SESSION_NAME = "rekognition-inventory";
