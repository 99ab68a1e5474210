import { rekognitionClient } from "@rekognition-rx/core";
import type { CredentialSource } from "./credential-source.js";
import { renewExpired } from "./renew-expired.js";
import type { SharedCredentials } from "./shared-credentials.js";

/**
 * A client of Rekognition in a region. It has the endpoint, proxies and certificates of a source.
 *
 * @param credentials - of the source, or of a role that it assumes.
 * @param options - `requestTimeout` is in ms; 0 is no limit.
 */
export function regionClient(
  { agents, settingsOf }: Pick<CredentialSource, "agents" | "settingsOf">,
  credentials: SharedCredentials,
  { region, requestTimeout }: { readonly region: string; readonly requestTimeout: number },
): ReturnType<typeof rekognitionClient> {
  const client = rekognitionClient({
    ...settingsOf("Rekognition"),
    region,
    credentials,
    requestHandler: { requestTimeout, ...agents({ keepAlive: true }) },
  });
  // In a client from before `ignoreConfiguredEndpointUrls`, only this keeps it from looking at AWS_PROFILE.
  client.config.serviceConfiguredEndpoint = () => Promise.resolve(undefined);
  client.middlewareStack.use(renewExpired(credentials));
  return client;
}
