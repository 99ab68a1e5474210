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
 * The credentials of a role, for the clients of all regions together. Sends nothing: the role is assumed as they are
 * first asked for, and again as they end, with credentials of the source that are good then.
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

/** What CloudTrail of the account shows. */
const SESSION_NAME = "rekognition-inventory";
