export { ListingError, isListingError } from "./errors/listing-error.js";
export { MisplacedRetryError, isMisplacedRetryError } from "./errors/misplaced-retry-error.js";
export { RepeatedTokenError, isRepeatedTokenError } from "./errors/repeated-token-error.js";
export { RetriesExhaustedError, isRetriesExhaustedError } from "./errors/retries-exhausted-error.js";
export { TooManyPagesError, isTooManyPagesError } from "./errors/too-many-pages-error.js";
export type { Listing, ResumeOverrides } from "./listing/listing.js";
export type {
  ListingConfig,
  ListingPosition,
  PageClient,
  PageRequest,
  PerPage,
  SendOptions,
} from "./listing/listing-config.js";
export { rekognitionClient } from "./client/rekognition-client.js";
export { isListing, withPerPage } from "./listing/brand.js";
export { paginate$, type SdkCommand } from "./listing/paginate.js";
export type { CommandClass, InputOf, OutputOf, PagedOperation } from "./listing/operation.js";
export { describeProjectVersions$ } from "./operations/describe-project-versions.js";
export { listDatasetEntries$ } from "./operations/list-dataset-entries.js";
export { listDatasetLabels$ } from "./operations/list-dataset-labels.js";
export { listProjectPolicies$ } from "./operations/list-project-policies.js";
export { describeProjects$ } from "./operations/describe-projects.js";
