import type { STSClientConfig } from "@aws-sdk/client-sts";
import type { AgentMaker } from "./agents.js";

/** A service, by the id that it has in the SDK's configuration. */
export type ServiceId = "CloudWatch" | "Organizations" | "Rekognition" | "STS";

/** The part of a client's configuration that is the same for all clients of a source. */
export type ClientSettings = Pick<STSClientConfig, "endpoint" | "ignoreConfiguredEndpointUrls" | "logger" | "profile">;

/** The configuration of a client that sends only a few requests in a run. */
export type BriefSettings = ClientSettings &
  Required<Pick<STSClientConfig, "maxAttempts" | "requestHandler">> & { readonly region: string };

/**
 * Configures a client of STS or Organizations. No limiter of ours paces it, and only the SDK retries.
 *
 * @param settings - `requestTimeout` is in ms; 0 is no limit.
 */
export function briefSettings({ requestTimeout, agents, ...settings }: ClientSettings & BriefOptions): BriefSettings {
  return {
    ...settings,
    // A throttle must not lose an account. Ten attempts take a minute; the SDK's default of three gives up after one or
    // two seconds.
    maxAttempts: 10,
    requestHandler: {
      requestTimeout,
      throwOnRequestTimeout: true,
      // For an answer that begins and does not end: `requestTimeout` is over when an answer begins.
      socketTimeout: requestTimeout,
      connectionTimeout: requestTimeout === 0 ? CONNECTION_TIMEOUT : Math.min(requestTimeout, CONNECTION_TIMEOUT),
      // There is about one request per hour: no socket is kept open for the next, so that no client has to be
      // destroyed.
      ...agents({ keepAlive: false }),
    },
  };
}

interface BriefOptions {
  readonly region: string;
  readonly requestTimeout: number;
  readonly agents: AgentMaker;
}

/** In ms. If a network lets nothing through to STS, an attempt must not take a minute. */
const CONNECTION_TIMEOUT = 10_000;

/** No warnings: a user who names a profile need not be warned on stderr that the environment has credentials, too. */
export const silent: NonNullable<ClientSettings["logger"]> = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

function ignore(): void {}
