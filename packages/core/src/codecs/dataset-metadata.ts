import * as t from "io-ts";
import { DatasetArn, isDatasetArn } from "./arns/dataset-arn.js";
import { DatasetStatus } from "./enums/dataset-status.js";
import { DatasetStatusMessageCode } from "./enums/dataset-status-message-code.js";
import { DatasetType } from "./enums/dataset-type.js";
import type { Encoded } from "./encoded.js";
import type { Draft } from "./schema/draft.js";
import { isMissing } from "./schema/is-missing.js";
import { isRecord } from "./schema/is-record.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { Timestamp, readTimestamp } from "./timestamp.js";

/**
 * A dataset, as `DescribeProjects` describes it.
 *
 * In AWS's model every member is optional. `DatasetArn` is required here, since it says which dataset this is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetMetadata.html
 */
export interface DatasetMetadata {
  readonly CreationTimestamp?: Timestamp;
  readonly DatasetType?: DatasetType;
  readonly DatasetArn: DatasetArn;
  readonly Status?: DatasetStatus;
  readonly StatusMessage?: string;
  readonly StatusMessageCode?: DatasetStatusMessageCode;
}

/** The io-ts codec of `DatasetMetadata`. It encodes each `Date` as ISO 8601 text in UTC. */
export const DatasetMetadata: t.Type<DatasetMetadata, Encoded<DatasetMetadata>> = struct<DatasetMetadata>({
  name: "DatasetMetadata",
  admits: isRecord,
  fields: {
    CreationTimestamp: optional(Timestamp),
    DatasetType: optional(DatasetType),
    DatasetArn,
    Status: optional(DatasetStatus),
    StatusMessage: optional(t.string),
    StatusMessageCode: optional(DatasetStatusMessageCode),
  },
  read: readDatasetMetadata,
});

/** Decodes a valid value without a report, for codecs of structures that hold datasets. Reads every member once. */
export function readDatasetMetadata(value: unknown): DatasetMetadata | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { CreationTimestamp: created, DatasetType, DatasetArn, Status, StatusMessage, StatusMessageCode } = value;
  if (!isDatasetArn(DatasetArn)) {
    return undefined;
  }
  const CreationTimestamp = readTimestamp(created);
  if (
    CreationTimestamp !== undefined &&
    typeof DatasetType === "string" &&
    typeof Status === "string" &&
    typeof StatusMessage === "string" &&
    typeof StatusMessageCode === "string"
  ) {
    // One literal takes the engine half as long as adding the members one by one.
    return { CreationTimestamp, DatasetType, DatasetArn, Status, StatusMessage, StatusMessageCode };
  }
  const dataset: Draft<DatasetMetadata> = { DatasetArn };
  if (CreationTimestamp !== undefined) {
    dataset.CreationTimestamp = CreationTimestamp;
  } else if (!isMissing(created)) {
    return undefined;
  }
  if (typeof DatasetType === "string") {
    dataset.DatasetType = DatasetType;
  } else if (!isMissing(DatasetType)) {
    return undefined;
  }
  if (typeof Status === "string") {
    dataset.Status = Status;
  } else if (!isMissing(Status)) {
    return undefined;
  }
  if (typeof StatusMessage === "string") {
    dataset.StatusMessage = StatusMessage;
  } else if (!isMissing(StatusMessage)) {
    return undefined;
  }
  if (typeof StatusMessageCode === "string") {
    dataset.StatusMessageCode = StatusMessageCode;
  } else if (!isMissing(StatusMessageCode)) {
    return undefined;
  }
  return dataset;
}
