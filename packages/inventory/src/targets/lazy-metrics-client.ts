import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { MetricsClient } from "../crawl/target.js";
import type { CredentialSource } from "./credential-source.js";
import { renewExpired } from "./renew-expired.js";
import type { SharedCredentials } from "./shared-credentials.js";

/** A client of CloudWatch that may not be there yet. */
export interface LazyMetricsClient extends MetricsClient {
  readonly destroy: () => void;
}

/**
 * A client of CloudWatch that is loaded and made as it is first asked: only the depth `usage` does.
 *
 * @param options - `requestTimeout` is in ms; 0 is none.
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
      // The crawl repeats what is worth it, at the pace of the quota.
      maxAttempts: 1,
      // The SDK's own time-out looks no further than to the beginning of an answer.
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
