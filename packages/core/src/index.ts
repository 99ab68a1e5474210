// The operations of Custom Labels.
export { describeDataset$ } from "./operations/describe-dataset.js";
export { describeProjectVersions$ } from "./operations/describe-project-versions.js";
export { describeProjects$ } from "./operations/describe-projects.js";
export { listDatasetEntries$ } from "./operations/list-dataset-entries.js";
export { listDatasetLabels$ } from "./operations/list-dataset-labels.js";
export { listProjectPolicies$ } from "./operations/list-project-policies.js";

// The client.
export { rekognitionClient } from "./client/rekognition-client.js";

// Listings: those of any other operation, their configuration, and what operators use of them.
export type { CallConfig } from "./request/call-config.js";
export { isListing } from "./listing/is-listing.js";
export type {
  Checkpoint,
  ListingConfig,
  ListingPosition,
  PageClient,
  PageRequest,
  PerRequest,
  SendOptions,
} from "./request/listing-config.js";
export type { Listing, ResumeOverrides } from "./listing/listing.js";
export type { CommandClass, InputOf, OutputOf, PagedOperation, PathIn } from "./request/paged-operation.js";
export {
  type HandMade,
  type InputArgument,
  type NextTokenBothWays,
  paginate$,
  type SdkCommand,
} from "./listing/paginate.js";
export type { CarriedOver, MakeRestarts, WalkRestarts } from "./walk/walk-restarts.js";
export type { PositionedPage } from "./listing/positioned-page.js";
export type { PositionedPages } from "./listing/positioned-pages.js";
export { listingFrom, type PageSource, type PageWalk, type PageWalkTools } from "./listing/listing-from.js";
export { operationOf } from "./listing/operation-of.js";
export { positionsOf } from "./listing/positions-of.js";
export { resourceOf } from "./listing/resource-of.js";
export { withPerRequest } from "./listing/with-per-request.js";
export { withRestarts } from "./listing/with-restarts.js";

// Errors, each with its guard, and functions that find their causes.
export { causesOf } from "./errors/causes-of.js";
export { DecodeError, type DecodeIssue, isDecodeError } from "./errors/decode-error.js";
export { EmptyAnswerError, isEmptyAnswerError } from "./errors/empty-answer-error.js";
export { type ForeignAnswer, foreignAnswerOf } from "./errors/foreign-answer.js";
export { isClockSkew } from "./errors/is-clock-skew.js";
export { isExpiredToken } from "./errors/is-expired-token.js";
export { ListingError, isListingError } from "./errors/listing-error.js";
export { MisplacedRetryError, isMisplacedRetryError } from "./errors/misplaced-retry-error.js";
export { RepeatedTokenError, isRepeatedTokenError } from "./errors/repeated-token-error.js";
export { type ResourceFailure, resourceFailureOf } from "./errors/resource-failure-of.js";
export { RetriesExhaustedError, isRetriesExhaustedError } from "./errors/retries-exhausted-error.js";
export { TooManyPagesError, isTooManyPagesError } from "./errors/too-many-pages-error.js";

// Codecs, by AWS's own names.
export { Asset } from "./codecs/asset.js";
export { CustomizationFeatureConfig } from "./codecs/customization-feature-config.js";
export { CustomizationFeatureContentModerationConfig } from "./codecs/customization-feature-content-moderation-config.js";
export { CustomizationFeature } from "./codecs/enums/customization-feature.js";
export { DatasetArn, type DatasetArnBrand } from "./codecs/arns/dataset-arn.js";
export { DatasetDescription } from "./codecs/dataset-description.js";
export { DatasetEntry } from "./codecs/entries/dataset-entry.js";
export { DatasetLabelDescription } from "./codecs/dataset-label-description.js";
export { DatasetLabelStats } from "./codecs/dataset-label-stats.js";
export { DatasetMetadata } from "./codecs/dataset-metadata.js";
export { DatasetStats } from "./codecs/dataset-stats.js";
export { DatasetStatusMessageCode } from "./codecs/enums/dataset-status-message-code.js";
export { DatasetStatus } from "./codecs/enums/dataset-status.js";
export { DatasetType } from "./codecs/enums/dataset-type.js";
export { decodeErrorFrom } from "./codecs/decode-error-from.js";
export { DescribeDatasetResponse } from "./codecs/responses/describe-dataset-response.js";
export { DescribeProjectVersionsResponse } from "./codecs/responses/describe-project-versions-response.js";
export { DescribeProjectsResponse } from "./codecs/responses/describe-projects-response.js";
export type { Encoded } from "./codecs/encoded.js";
export { type EntryError, entryErrors } from "./codecs/entries/entry-errors.js";
export { EvaluationResult } from "./codecs/evaluation-result.js";
export { GroundTruthManifest } from "./codecs/ground-truth-manifest.js";
export type {
  BoundingBoxAnnotation,
  BoundingBoxAttribute,
  ClassificationAttribute,
  ClassMap,
  ImageSize,
  LabelAttribute,
  LabelMetadata,
  MultiLabelAttribute,
} from "./codecs/entries/label-attribute.js";
export { ListDatasetEntriesResponse } from "./codecs/responses/list-dataset-entries-response.js";
export { ListDatasetLabelsResponse } from "./codecs/responses/list-dataset-labels-response.js";
export { ListProjectPoliciesResponse } from "./codecs/responses/list-project-policies-response.js";
export type { OpenString } from "./codecs/enums/open-string.js";
export { OutputConfig } from "./codecs/output-config.js";
export { type DatasetArnParts, parseDatasetArn } from "./codecs/arns/parse-dataset-arn.js";
export { parseProjectArn, type ProjectArnParts } from "./codecs/arns/parse-project-arn.js";
export { parseProjectVersionArn, type ProjectVersionArnParts } from "./codecs/arns/parse-project-version-arn.js";
export { ProjectArn, type ProjectArnBrand } from "./codecs/arns/project-arn.js";
export { ProjectAutoUpdate } from "./codecs/enums/project-auto-update.js";
export { ProjectDescription } from "./codecs/project-description.js";
export { ProjectPolicy } from "./codecs/project-policy.js";
export { ProjectStatus } from "./codecs/enums/project-status.js";
export { ProjectVersionArn, type ProjectVersionArnBrand } from "./codecs/arns/project-version-arn.js";
export { ProjectVersionDescription } from "./codecs/project-version-description.js";
export { ProjectVersionStatus } from "./codecs/enums/project-version-status.js";
export { S3Object } from "./codecs/s3-object.js";
export { Summary } from "./codecs/summary.js";
export { TestingDataResult } from "./codecs/testing-data-result.js";
export { TestingData } from "./codecs/testing-data.js";
export { Timestamp } from "./codecs/timestamp.js";
export { TrainingDataResult } from "./codecs/training-data-result.js";
export { TrainingData } from "./codecs/training-data.js";
export { type UnknownEnum, unknownEnums } from "./codecs/enums/unknown-enums.js";
export { ValidationData } from "./codecs/validation-data.js";
