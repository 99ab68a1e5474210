import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { adaptiveLimiter, paced, type PacedPerRequest, traceRequests } from "@rekognition-rx/operators";

/** The account and region whose projects this server serves, with one pace for all requests to it, for all clients together. */
export interface Account {
  readonly client: RekognitionClient;
  /** Paces and retries each request for a page of projects. */
  readonly pageOfProjects: PacedPerRequest;
  /** Paces and retries each request for a page of models. */
  readonly pageOfModels: PacedPerRequest;
}

export interface AccountOptions {
  /** Milliseconds after which a request is not tried again. */
  readonly patience: number;
  /** Whether requests make OpenTelemetry spans. */
  readonly isTraced: boolean;
}

export function accountOf(client: RekognitionClient, { patience, isTraced }: AccountOptions): Account {
  // One limiter for each operation: each operation has a quota of its own.
  const pace = (): PacedPerRequest => {
    const perRequest = paced(adaptiveLimiter(), { maxElapsed: patience });
    return isTraced ? traceRequests(perRequest) : perRequest;
  };
  return { client, pageOfProjects: pace(), pageOfModels: pace() };
}
