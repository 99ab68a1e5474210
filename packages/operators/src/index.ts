export { processPages } from "./consume/process-pages.js";
export { toTaskEither } from "./consume/to-task-either.js";
export {
  type DatasetRow,
  type DatasetRowOf,
  flattenDatasets,
  type FlattenDatasetsOptions,
} from "./flatten/flatten-datasets.js";
export { flattenProjects, type ProjectsPage } from "./flatten/flatten-projects.js";
export type { FailureReason } from "./retry/classify-failure.js";
export type { RetryBudget } from "./retry/retry-budget.js";
export {
  type RetryNotice,
  retryThrottled,
  type RetryThrottledOptions,
  type ThrottleListener,
} from "./retry/retry-throttled.js";
