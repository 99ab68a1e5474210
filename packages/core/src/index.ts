export { CustomizationFeature } from "./codecs/customization-feature.js";
export { DatasetArn, type DatasetArnBrand } from "./codecs/dataset-arn.js";
export { DatasetMetadata } from "./codecs/dataset-metadata.js";
export { DatasetStatusMessageCode } from "./codecs/dataset-status-message-code.js";
export { DatasetStatus } from "./codecs/dataset-status.js";
export { DatasetType } from "./codecs/dataset-type.js";
export { decodeErrorFrom } from "./codecs/decode-error-from.js";
export { DescribeProjectsResponse } from "./codecs/describe-projects-response.js";
export type { Encoded } from "./codecs/encoded.js";
export type { OpenString } from "./codecs/open-string.js";
export { type DatasetArnParts, parseDatasetArn } from "./codecs/parse-dataset-arn.js";
export { parseProjectArn, type ProjectArnParts } from "./codecs/parse-project-arn.js";
export { ProjectArn, type ProjectArnBrand } from "./codecs/project-arn.js";
export { ProjectAutoUpdate } from "./codecs/project-auto-update.js";
export { ProjectDescription } from "./codecs/project-description.js";
export { ProjectStatus } from "./codecs/project-status.js";
export { Timestamp } from "./codecs/timestamp.js";
export { type UnknownEnum, unknownEnums } from "./codecs/unknown-enums.js";
export { DecodeError, type DecodeIssue, isDecodeError } from "./errors/decode-error.js";
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
export { isListing } from "./listing/is-listing.js";
export type { WalkRestarts } from "./listing/walk-restarts.js";
export { withPerPage } from "./listing/with-per-page.js";
export { withRestarts } from "./listing/with-restarts.js";
export { paginate$, type SdkCommand } from "./listing/paginate.js";
export type { CommandClass, InputOf, OutputOf, PagedOperation } from "./listing/paged-operation.js";
export { describeProjectVersions$ } from "./operations/describe-project-versions.js";
export { listDatasetEntries$ } from "./operations/list-dataset-entries.js";
export { listDatasetLabels$ } from "./operations/list-dataset-labels.js";
export { listProjectPolicies$ } from "./operations/list-project-policies.js";
export { describeProjects$ } from "./operations/describe-projects.js";
