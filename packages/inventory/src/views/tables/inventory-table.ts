import type { ListedDataset, ProjectRecord } from "../../records/project-record.js";
import { partsOf, type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type Found, type RecordTable } from "./table.js";

/** A dataset joined to its project; a project without datasets has one row, whose dataset members are `null`. */
export interface InventoryRow extends Place, Seen {
  /** From the ARN of the project: `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly projectArn: string;
  readonly projectName: string;
  /** `CUSTOM_LABELS` or `CONTENT_MODERATION`. */
  readonly feature: string;
  /** `CREATING`, `CREATED` or `DELETING`. */
  readonly projectStatus: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly projectCreationTimestamp: string | null;
  /** `ENABLED` or `DISABLED`: whether adapters are retrained. */
  readonly autoUpdate: string | null;
  readonly datasetArn: string | null;
  /** `TRAIN` or `TEST`. */
  readonly datasetType: string | null;
  /** `CREATE_COMPLETE`, `UPDATE_FAILED` and the like. */
  readonly datasetStatus: string | null;
  readonly datasetStatusMessage: string | null;
  /** `SUCCESS`, `SERVICE_ERROR` or `CLIENT_ERROR`. */
  readonly datasetStatusMessageCode: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly datasetCreationTimestamp: string | null;
}

export const inventoryTable: RecordTable<InventoryRow> = {
  name: "inventory",
  about: "A dataset joined to its project. A project without datasets has one row, without a dataset.",
  key: ["project_arn", "dataset_arn"],
  columns: columnsOf<InventoryRow>({
    partition: { type: "string", nullable: false, about: "`aws`, `aws-cn`, `aws-us-gov`, from the project's ARN." },
    ...placeColumns,
    projectArn: { type: "string", nullable: false, about: "The project's ARN." },
    projectName: { type: "string", nullable: false, about: "The project's name, from its ARN." },
    feature: { type: "string", nullable: false, about: "`CUSTOM_LABELS` or `CONTENT_MODERATION`." },
    projectStatus: { type: "string", nullable: true, about: "`CREATING`, `CREATED` or `DELETING`." },
    projectCreationTimestamp: { type: "timestamp", nullable: true, about: "When the project was created." },
    autoUpdate: { type: "string", nullable: true, about: "`ENABLED` or `DISABLED`: whether adapters are retrained." },
    datasetArn: { type: "string", nullable: true, about: "The dataset's ARN." },
    datasetType: { type: "string", nullable: true, about: "`TRAIN` or `TEST`." },
    datasetStatus: { type: "string", nullable: true, about: "`CREATE_COMPLETE`, `UPDATE_FAILED` and the like." },
    datasetStatusMessage: { type: "string", nullable: true, about: "What the service says of that status." },
    datasetStatusMessageCode: { type: "string", nullable: true, about: "`SUCCESS`, `SERVICE_ERROR`, `CLIENT_ERROR`." },
    datasetCreationTimestamp: { type: "timestamp", nullable: true, about: "When the dataset was created." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Project") {
      return [];
    }
    const datasets = record.datasets.length === 0 ? [undefined] : record.datasets;
    return datasets.map((dataset) => inventoryRow(record, dataset, found));
  },
};

function inventoryRow(project: ProjectRecord, dataset: ListedDataset | undefined, found: Found): InventoryRow {
  return {
    partition: partsOf(project.arn).partition,
    ...placeOf(found, project.arn),
    projectArn: project.arn,
    projectName: project.name,
    feature: project.feature,
    projectStatus: project.status,
    projectCreationTimestamp: project.creationTimestamp,
    autoUpdate: project.autoUpdate,
    datasetArn: dataset?.arn ?? null,
    datasetType: dataset?.type ?? null,
    datasetStatus: dataset?.status ?? null,
    datasetStatusMessage: dataset?.statusMessage ?? null,
    datasetStatusMessageCode: dataset?.statusMessageCode ?? null,
    datasetCreationTimestamp: dataset?.creationTimestamp ?? null,
    ...seenOf(found),
  };
}
