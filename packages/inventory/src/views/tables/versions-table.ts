import type { UsageRecord } from "../../records/usage-record.js";
import type { VersionRecord } from "../../records/version-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A version of a project (a model or an adapter), with its usage if it was asked for. */
export interface VersionRow
  extends Place, Omit<VersionRecord, "_tag">, Pick<UsageRecord, "inServiceSince" | "unitsInService">, Seen {
  /** Inference units x hours since `inServiceSince`; `null` if that is `null`. */
  readonly inServiceUnitHours: UsageRecord["unitHours"];
}

export const versionsTable: RecordTable<VersionRow> = {
  name: "versions",
  about:
    "A version of a project: a model or an adapter. Its usage is there with `--depth usage`, while it is in service.",
  key: ["arn"],
  columns: columnsOf<VersionRow>({
    ...placeColumns,
    arn: { type: "string", nullable: false, about: "Its ARN." },
    projectArn: { type: "string", nullable: false, about: "The ARN of its project." },
    projectName: { type: "string", nullable: false, about: "The name of its project, from the ARN." },
    name: { type: "string", nullable: false, about: "Its name, from the ARN." },
    feature: { type: "string", nullable: false, about: "`CUSTOM_LABELS` or `CONTENT_MODERATION`." },
    status: { type: "string", nullable: true, about: "One of [its statuses](#statuses-of-a-version)." },
    statusMessage: { type: "string", nullable: true, about: "What the service says of that status." },
    creationTimestamp: { type: "timestamp", nullable: true, about: "When it was created." },
    trainingEndTimestamp: { type: "timestamp", nullable: true, about: "When its training ended, even if it failed." },
    billableTrainingSeconds: { type: "integer", nullable: true, about: "Seconds of training that are billed." },
    minInferenceUnits: { type: "integer", nullable: true, about: "Inference units that it runs with, at least." },
    maxInferenceUnits: { type: "integer", nullable: true, about: "Inference units that it may scale up to." },
    f1Score: {
      type: "double",
      nullable: true,
      about: "How well it did in its test, from 0 to 1; `null` if it is not trained.",
    },
    baseModelVersion: { type: "string", nullable: true, about: "The base model that it was trained on." },
    description: { type: "string", nullable: true, about: "What its owner says of it." },
    sourceVersionArn: { type: "string", nullable: true, about: "The version that it is a copy of." },
    kmsKeyId: { type: "string", nullable: true, about: "The key that its training's data is encrypted with." },
    outputBucket: { type: "string", nullable: true, about: "The bucket that the training's results are in." },
    outputPrefix: { type: "string", nullable: true, about: "The prefix of the results in that bucket." },
    inServiceSince: {
      type: "timestamp",
      nullable: true,
      about: "Since when it is in service, by CloudWatch, to the hour.",
    },
    unitsInService: { type: "double", nullable: true, about: "Inference units in service, the latest average." },
    inServiceUnitHours: { type: "double", nullable: true, about: "Inference units x hours since then." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Version") {
      return [];
    }
    const { _tag: _, ...version } = record;
    const usage = found.usageOf(version.arn);
    return [
      {
        ...placeOf(found, version.arn),
        ...version,
        inServiceSince: usage?.inServiceSince ?? null,
        unitsInService: usage?.unitsInService ?? null,
        inServiceUnitHours: usage?.unitHours ?? null,
        ...seenOf(found),
      },
    ];
  },
};
