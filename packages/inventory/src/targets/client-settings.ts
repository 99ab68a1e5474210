import type { STSClientConfig } from "@aws-sdk/client-sts";
import type { AgentMaker } from "./agents.js";

/** A service that is asked, by the id that the SDK's configuration has for it. */
export type ServiceId = "CloudWatch" | "Organizations" | "Rekognition" | "STS";

/** The part of a client's configuration that all clients of a source have alike. */
export type ClientSettings = Pick<STSClientConfig, "endpoint" | "ignoreConfiguredEndpointUrls" | "logger" | "profile">;

/** The configuration of a client that is asked a few times in a run. */
export type BriefSettings = ClientSettings &
  Required<Pick<STSClientConfig, "maxAttempts" | "requestHandler">> & { readonly region: string };

/**
 * Configures a client of STS or Organizations. No limiter of ours paces it: the SDK's own retries are all that it has.
 *
 * @param settings - `requestTimeout` is in ms; 0 is none.
 */
export function briefSettings({ requestTimeout, agents, ...settings }: ClientSettings & BriefOptions): BriefSettings {
  return {
    ...settings,
    // A throttle must not lose an account: ten take a minute, the SDK's own three give up after one or two seconds.
    maxAttempts: 10,
    requestHandler: {
      requestTimeout,
      throwOnRequestTimeout: true,
      // For an answer that begins and does not end: `requestTimeout` looks no further than to its beginning.
      socketTimeout: requestTimeout,
      connectionTimeout: requestTimeout === 0 ? CONNECTION_TIMEOUT : Math.min(requestTimeout, CONNECTION_TIMEOUT),
      // One request an hour: no socket waits for it, so that no client has to be destroyed.
      ...agents({ keepAlive: false }),
    },
  };
}

interface BriefOptions {
  readonly region: string;
  readonly requestTimeout: number;
  readonly agents: AgentMaker;
}

/** In ms. A network that lets nothing through to STS must not cost a minute an attempt. */
const CONNECTION_TIMEOUT = 10_000;

/** Who names a profile need not be warned on stderr that there are credentials in the environment, too. */
export const silent: NonNullable<ClientSettings["logger"]> = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

function ignore(): void {}
