import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { MetricsClient } from "../crawl/target.js";
import type { CredentialSource } from "./credential-source.js";
import { renewExpired } from "./renew-expired.js";
import type { SharedCredentials } from "./shared-credentials.js";

/** A client of CloudWatch that may not be made yet. */
export interface LazyMetricsClient extends MetricsClient {
  readonly destroy: () => void;
}

/**
 * A client of CloudWatch that is loaded and made for its first request: only the depth `usage` sends any.
 *
 * @param options - `requestTimeout` is in ms; 0 is no limit.
 */
export function lazyMetricsClient(
  { agents, settingsOf }: Pick<CredentialSource, "agents" | "settingsOf">,
  credentials: SharedCredentials,
  { region, requestTimeout }: { readonly region: string; readonly requestTimeout: number },
): LazyMetricsClient {
  let made: Promise<CloudWatchClient> | undefined;
  const make = async (): Promise<CloudWatchClient> => {
    const { CloudWatchClient: Client } = await import("@aws-sdk/client-cloudwatch");
    const client = new Client({
      ...settingsOf("CloudWatch"),
      region,
      credentials,
      // The crawl itself retries, at the pace of the quota.
      maxAttempts: 1,
      // The SDK's own timeout is over when an answer begins.
      requestHandler: {
        requestTimeout,
        throwOnRequestTimeout: true,
        socketTimeout: requestTimeout,
        ...agents({ keepAlive: true }),
      },
    });
    client.middlewareStack.use(renewExpired(credentials));
    return client;
  };
  return {
    send: async (command, options) => {
      const client = await (made ??= make());
      return await client.send(command, options);
    },
    destroy: () => {
      made?.then((client) => client.destroy()).catch(ignore);
    },
  };
}

function ignore(): void {}
