import type { GetMetricDataCommand, GetMetricDataCommandOutput } from "@aws-sdk/client-cloudwatch";
import type {
  DescribeDatasetCommand,
  DescribeDatasetCommandOutput,
  DescribeProjectsCommand,
  DescribeProjectsCommandOutput,
  DescribeProjectVersionsCommand,
  DescribeProjectVersionsCommandOutput,
  ListDatasetEntriesCommand,
  ListDatasetEntriesCommandOutput,
  ListDatasetLabelsCommand,
  ListDatasetLabelsCommandOutput,
  ListProjectPoliciesCommand,
  ListProjectPoliciesCommandOutput,
  ListTagsForResourceCommand,
  ListTagsForResourceCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { PageClient } from "@rekognition-rx/core";
import type { StepError } from "./step.js";

/** An account and a region that is asked, or is known not to answer. */
export type Target = ReachableTarget | UnreachableTarget;

/** An account and a region with a client. */
export interface ReachableTarget {
  /** Twelve digits. Where it is left out, the first ARN gives it. */
  readonly accountId?: string | undefined;
  readonly accountName?: string | undefined;
  /** `eu-west-1` */
  readonly region: string;
  readonly client: InventoryClient;
  /**
   * What the depth `usage` asks, with the permission `cloudwatch:GetMetricData`: without it each model that may be in
   * service has the outcome `failed` there. Best without retries of its own (`maxAttempts: 1`): the crawl has them.
   */
  readonly metrics?: MetricsClient | undefined;
  /** What it is known by, the same in every run. @defaultValue `ACCOUNT:REGION` */
  readonly id?: string | undefined;
  /**
   * Ids that it has in a run in which its account is not known, such as `profile work:eu-west-1`. A run that is resumed
   * goes on under the one that its journal has.
   */
  readonly aliases?: readonly string[] | undefined;
  /** Called when its crawl is over: its sockets may go. */
  readonly close?: (() => void) | undefined;
}

/** An account that is not asked: it stands in the ledger with its reason. */
export interface UnreachableTarget {
  readonly accountId?: string | undefined;
  readonly accountName?: string | undefined;
  /** `undefined` where no region of it is asked. */
  readonly region?: string | undefined;
  readonly id?: string | undefined;
  readonly outcome: "closed" | "no-credentials" | "suspended";
  readonly error?: StepError | undefined;
}

/** Whatever sends the operations of an inventory: a `RekognitionClient`, best from `rekognitionClient()`, or a double. */
export type InventoryClient = PageClient<DescribeDatasetCommandOutput, DescribeDatasetCommand> &
  PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand> &
  PageClient<DescribeProjectVersionsCommandOutput, DescribeProjectVersionsCommand> &
  PageClient<ListDatasetEntriesCommandOutput, ListDatasetEntriesCommand> &
  PageClient<ListDatasetLabelsCommandOutput, ListDatasetLabelsCommand> &
  PageClient<ListProjectPoliciesCommandOutput, ListProjectPoliciesCommand> &
  PageClient<ListTagsForResourceCommandOutput, ListTagsForResourceCommand>;

/** Whatever sends `GetMetricData`: a `CloudWatchClient` of the same account and region, or a double. */
export type MetricsClient = PageClient<GetMetricDataCommandOutput, GetMetricDataCommand>;
