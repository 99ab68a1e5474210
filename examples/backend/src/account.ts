import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { adaptiveLimiter, paced, type PacedPerRequest, traceRequests } from "@rekognition-rx/operators";

/** The account and region whose projects this server serves, and the pace of all requests to it, whoever made them ask. */
export interface Account {
  readonly client: RekognitionClient;
  /** Around each request for a page of projects. */
  readonly pageOfProjects: PacedPerRequest;
  /** Around each request for a page of models. */
  readonly pageOfModels: PacedPerRequest;
}

export interface AccountOptions {
  /** Milliseconds after which a request is not tried again. */
  readonly patience: number;
  /** Whether requests make spans of OpenTelemetry. */
  readonly isTraced: boolean;
}

export function accountOf(client: RekognitionClient, { patience, isTraced }: AccountOptions): Account {
  // A limiter each: every operation has a quota of its own.
  const pace = (): PacedPerRequest => {
    const perRequest = paced(adaptiveLimiter(), { maxElapsed: patience });
    return isTraced ? traceRequests(perRequest) : perRequest;
  };
  return { client, pageOfProjects: pace(), pageOfModels: pace() };
}
