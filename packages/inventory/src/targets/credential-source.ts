import type { fromIni } from "@aws-sdk/credential-providers";
import { optionName } from "../failures/option-name.js";
import { type AgentMaker, agentMaker } from "./agents.js";
import { awsConfiguration, type EndpointVariant } from "./aws-configuration.js";
import { checkedCredentials } from "./checked-credentials.js";
import { type BriefSettings, briefSettings, type ClientSettings, type ServiceId, silent } from "./client-settings.js";
import { type SharedCredentials, sharedCredentials } from "./shared-credentials.js";
import { TargetOptionsError } from "./target-options-error.js";

/** A profile, or the AWS environment: credentials of our own, and the way to AWS with them. */
export interface CredentialSource {
  readonly profile: string | undefined;
  /** Its name, if its account is not known: `profile work`, `environment`. */
  readonly name: string;
  /** `undefined` if neither the profile nor the environment has one. */
  readonly region: string | undefined;
  readonly credentials: SharedCredentials;
  /** For the request handler of each client, in any region. */
  readonly agents: AgentMaker;
  /** For clients in any region, with these credentials or those of a role. */
  readonly settingsOf: (service: ServiceId) => ClientSettings;
  /** For the clients of STS and Organizations. */
  readonly briefSettingsOf: (service: ServiceId) => BriefSettings;
}

/** What is the same for all sources of a run. */
export interface SourceOptions {
  /** Where STS and Organizations are asked. @defaultValue the region of the source */
  readonly region: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** In ms. */
  readonly requestTimeout: number;
}

/**
 * Opens a profile, or the environment. Sends nothing.
 *
 * A named profile wins as a whole. If it has no keys, those of the environment or of the machine are not taken instead:
 * an inventory of the wrong account is worse than none.
 *
 * @throws TargetOptionsError if the AWS configuration cannot be used
 */
export async function credentialSource(profile: string | undefined, options: SourceOptions): Promise<CredentialSource> {
  const { fromIni, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  const configuration = await awsConfiguration(profile);
  const region = options.region ?? configuration.region ?? DEFAULT_REGION;
  const settingsOf = (service: ServiceId): ClientSettings => {
    const endpoint = options.endpointUrl ?? configuration.endpointOf(service);
    if (endpoint !== undefined && configuration.variant !== undefined) {
      throw ofTwoMinds(configuration.variant, service);
    }
    return {
      logger: silent,
      ignoreConfiguredEndpointUrls: true,
      ...(profile === undefined ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  };
  const agents = await agentMaker(configuration.caBundle);
  const briefSettingsOf = (service: ServiceId): BriefSettings =>
    briefSettings({ ...settingsOf(service), region, requestTimeout: options.requestTimeout, agents });
  // Checked before any request, because these two are always asked.
  settingsOf("STS");
  settingsOf("Rekognition");
  const assumers = roleAssumers(() => briefSettingsOf("STS"));
  const requestHandler = agents({ keepAlive: false });
  const provider =
    profile === undefined
      ? fromNodeProviderChain({ ...assumers, clientConfig: { logger: silent, requestHandler }, logger: silent })
      : fromIni({
          ...assumers,
          profile,
          clientConfig: { ...SIGN_ON, requestHandler },
          logger: silent,
          ignoreCache: true,
        });
  return {
    profile,
    name: profile === undefined ? "environment" : `profile ${profile}`,
    region: configuration.region,
    credentials: await sharedCredentials(async () => checkedCredentials(await provider(), profile)),
    agents,
    settingsOf,
    briefSettingsOf,
  };
}

/** The region in which STS and Organizations are asked if none is set. */
const DEFAULT_REGION = "us-east-1";

/** For the SDK's own clients of single sign-on, which would look up their endpoint by `AWS_PROFILE`. */
const SIGN_ON = { logger: silent, ignoreConfiguredEndpointUrls: true };

function ofTwoMinds({ name, askedForBy }: EndpointVariant, service: ServiceId): TargetOptionsError {
  return new TargetOptionsError(
    `${askedForBy} asks for the ${name} endpoints of AWS, and ${service} has an endpoint of its own (${optionName("endpointUrl")}, AWS_ENDPOINT_URL, or endpoint_url of the profile); take one of the two away`,
  );
}

/**
 * Assumes the roles that a profile names as `role_arn`, also with `web_identity_token_file`: from the same STS as
 * everything else.
 */
function roleAssumers(settings: () => BriefSettings): RoleAssumers {
  return {
    roleAssumer: async (masterCredentials, params) => {
      const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
      return fromTemporaryCredentials({ masterCredentials, params, clientConfig: settings(), logger: silent })();
    },
    roleAssumerWithWebIdentity: async ({ RoleArn, RoleSessionName, WebIdentityToken }) => {
      const { fromWebToken } = await import("@aws-sdk/credential-providers");
      return fromWebToken({
        roleArn: RoleArn ?? "",
        webIdentityToken: WebIdentityToken ?? "",
        ...(RoleSessionName === undefined ? {} : { roleSessionName: RoleSessionName }),
        clientConfig: settings(),
        logger: silent,
      })();
    },
  };
}

type RoleAssumers = Required<
  Pick<NonNullable<Parameters<typeof fromIni>[0]>, "roleAssumer" | "roleAssumerWithWebIdentity">
>;
