import type {
  DescribeProjectsCommandOutput,
  DescribeProjectVersionsCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import type { PerRequest } from "@rekognition-rx/core";
import { adaptiveLimiter, paced, traceRequests } from "@rekognition-rx/operators";

/** The account and region whose projects this server serves, and the pace of all requests to it, whoever made them ask. */
export interface Account {
  readonly client: RekognitionClient;
  /** Around each request for a page of projects. */
  readonly pageOfProjects: PerRequest<DescribeProjectsCommandOutput>;
  /** Around each request for a page of models. */
  readonly pageOfModels: PerRequest<DescribeProjectVersionsCommandOutput>;
}

export interface AccountOptions {
  /** Milliseconds after which a request is not tried again. */
  readonly patience: number;
  /** Whether requests make spans of OpenTelemetry. */
  readonly isTraced: boolean;
}

export function accountOf(client: RekognitionClient, { patience, isTraced }: AccountOptions): Account {
  // A limiter each: every operation has a quota of its own.
  const pace = <Page>(): PerRequest<Page> => {
    const perRequest = paced(adaptiveLimiter(), { maxElapsed: patience });
    return isTraced ? traceRequests<Page>(perRequest) : perRequest;
  };
  return { client, pageOfProjects: pace(), pageOfModels: pace() };
}
