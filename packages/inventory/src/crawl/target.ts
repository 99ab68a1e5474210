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

/** An account and region that is asked, or that is known not to answer. */
export type Target = ReachableTarget | UnreachableTarget;

/** An account and region, with a client. */
export interface ReachableTarget {
  /** Twelve digits. If it is left out, it is taken from the first ARN. */
  readonly accountId?: string | undefined;
  /** The name of the account, for reports. */
  readonly accountName?: string | undefined;
  /** `eu-west-1` */
  readonly region: string;
  /** The client of this account and region, best from `rekognitionClient()`. */
  readonly client: InventoryClient;
  /**
   * The client that the depth `usage` asks, with the permission `cloudwatch:GetMetricData`. Without a client,
   * `GetMetricData` has the outcome `failed` for each model that may be in service. Best without retries of its own
   * (`maxAttempts: 1`): the crawl retries.
   */
  readonly metrics?: MetricsClient | undefined;
  /**
   * The name of the role that was assumed in the account, if the clients have its credentials: an error says that this
   * role needs a permission that is missing.
   */
  readonly roleName?: string | undefined;
  /** The id of the target, the same in every run. @defaultValue `ACCOUNT:REGION`, or `REGION` without an account */
  readonly id?: string | undefined;
  /**
   * Other ids of the target, from runs in which its account was not known, such as `profile work:eu-west-1`. If the
   * journal of a resumed run has one of them, the run goes on with that id.
   */
  readonly aliases?: readonly string[] | undefined;
  /** Called when the crawl of the target is over, to close its sockets. */
  readonly close?: (() => void) | undefined;
}

/** An account that is not asked. The ledger has it, with the reason. */
export interface UnreachableTarget {
  /** Twelve digits. */
  readonly accountId?: string | undefined;
  /** The name of the account, for reports. */
  readonly accountName?: string | undefined;
  /** `undefined` if no region of it is asked. */
  readonly region?: string | undefined;
  /** The id of the target, the same in every run. @defaultValue made from `accountId` and `region` */
  readonly id?: string | undefined;
  /** Why it is not asked: its account is closed or suspended, or there are no credentials for it. */
  readonly outcome: "closed" | "no-credentials" | "suspended";
  /** The reason in a sentence, for the ledger. */
  readonly error?: StepError | undefined;
}

/**
 * A client that sends the operations of an inventory: a `RekognitionClient`, best from `rekognitionClient()`, or a test
 * double.
 */
export type InventoryClient = PageClient<DescribeDatasetCommandOutput, DescribeDatasetCommand> &
  PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand> &
  PageClient<DescribeProjectVersionsCommandOutput, DescribeProjectVersionsCommand> &
  PageClient<ListDatasetEntriesCommandOutput, ListDatasetEntriesCommand> &
  PageClient<ListDatasetLabelsCommandOutput, ListDatasetLabelsCommand> &
  PageClient<ListProjectPoliciesCommandOutput, ListProjectPoliciesCommand> &
  PageClient<ListTagsForResourceCommandOutput, ListTagsForResourceCommand>;

/** A client that sends `GetMetricData`: a `CloudWatchClient` of the same account and region, or a test double. */
export type MetricsClient = PageClient<GetMetricDataCommandOutput, GetMetricDataCommand>;
