// Retries.
export type { FailureReason } from "./retry/classify-failure.js";
export { retryBudget, type RetryBudget, type RetryBudgetOptions } from "./retry/retry-budget.js";
export type {
  MaxAttempts,
  RetryNotice,
  RetryThrottledOptions,
  ThrottleListener,
} from "./retry/retry-throttled-options.js";
export { type RetryOperator, retryThrottled } from "./retry/retry-throttled.js";

// Rate limits.
export { adaptiveLimiter, type AdaptiveLimiterOptions } from "./limit/adaptive-limiter.js";
export { limiterRegistry, type LimiterRegistry, type QuotaScope } from "./limit/limiter-registry.js";
export type { Limiter, Permit, PermitOptions, PermitOutcome } from "./limit/limiter.js";
export { pacedByQuota, type PacedByQuotaOptions } from "./pace/paced-by-quota.js";
export { paced, type PacedPerRequest } from "./pace/paced.js";
export { rateLimit } from "./pace/rate-limit.js";
export { rekognitionQuota } from "./limit/rekognition-quota.js";
export { tokenBucket, type TokenBucketOptions } from "./limit/token-bucket.js";

// Tokens that expire.
export {
  type ItemOf,
  type RestartNotice,
  restartOnExpiredToken,
  type RestartOnExpiredTokenOptions,
  type RestartOperator,
} from "./restart/restart-on-expired-token.js";

// From pages to their items.
export {
  type DatasetRow,
  type DatasetRowOf,
  flattenDatasets,
  type FlattenDatasetsOptions,
  type ProjectOrPage,
} from "./flatten/flatten-datasets.js";
export { type EntriesPage, flattenEntries } from "./flatten/flatten-entries.js";
export { flattenLabels, type LabelsPage } from "./flatten/flatten-labels.js";
export { flattenPolicies, type PoliciesPage } from "./flatten/flatten-policies.js";
export { flattenProjects, type ProjectsPage } from "./flatten/flatten-projects.js";
export { flattenVersions, type VersionsPage } from "./flatten/flatten-versions.js";

// Decoding.
export { decodeEither } from "./decode/decode-either.js";
export { decodeEntries, type DecodeEntriesOptions } from "./decode/decode-entries.js";
export { type DecodedItem, decodeItems, type DecodeItemsPlace } from "./decode/decode-items.js";
export { decodeProjects, type DecodeProjectsOptions, type PageOfProjects } from "./decode/decode-projects.js";
export type { DecodeRowsOptions } from "./decode/decode-rows-options.js";
export { decodeVersions, type DecodeVersionsOptions, type PageOfVersions } from "./decode/decode-versions.js";
export { decodeWith } from "./decode/decode-with.js";
export type { StandardIssue, StandardResult, StandardSchema, StandardSchemaOutput } from "./decode/standard-schema.js";

// Tracing.
export { traceRequests, type TraceAttributes, type TraceRequestsOptions } from "./trace/trace-requests.js";

// Nested walks.
export type { EachPage } from "./each/each-page.js";
export type { ParentIn } from "./each/parents-in.js";
export { type PageInstead, walkEach, type WalkEachOptions } from "./each/walk-each.js";

// Watching.
export type {
  Fresh,
  Listed,
  ProjectAdded,
  ProjectChanged,
  ProjectEvent,
  ProjectRemoved,
  Stale,
} from "./watch/project-event.js";
export type { WatchedPage } from "./watch/project-poll.js";
export { watchProjects$, type WatchProjectsOptions } from "./watch/watch-projects.js";

// Consuming, and reporting.
export { type Batch, processBatches, type ProcessBatchesOptions } from "./consume/process-batches.js";
export { processPages } from "./consume/process-pages.js";
export { toTaskEither } from "./consume/to-task-either.js";
export { projectsNotFound } from "./flatten/projects-not-found.js";
