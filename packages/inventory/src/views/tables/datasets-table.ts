import type { DatasetStatistics } from "../../records/dataset-statistics.js";
import type { ListedDataset } from "../../records/project-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A dataset, with its statistics if they were asked for. */
export interface DatasetRow extends Place, ListedDataset, Omit<DatasetStatistics, "_tag" | "datasetArn">, Seen {
  readonly projectArn: string;
  readonly projectName: string;
}

export const datasetsTable: RecordTable<DatasetRow> = {
  name: "datasets",
  about: "A dataset. Its statistics are there with `--depth datasets`.",
  key: ["arn"],
  columns: columnsOf<DatasetRow>({
    ...placeColumns,
    arn: { type: "string", nullable: false, about: "Its ARN." },
    projectArn: { type: "string", nullable: false, about: "The ARN of its project." },
    projectName: { type: "string", nullable: false, about: "The name of its project." },
    type: { type: "string", nullable: true, about: "`TRAIN` or `TEST`." },
    status: { type: "string", nullable: true, about: "`CREATE_COMPLETE`, `UPDATE_FAILED` and the like." },
    statusMessage: { type: "string", nullable: true, about: "What the service says of that status." },
    statusMessageCode: { type: "string", nullable: true, about: "`SUCCESS`, `SERVICE_ERROR`, `CLIENT_ERROR`." },
    creationTimestamp: { type: "timestamp", nullable: true, about: "When it was created." },
    lastUpdatedTimestamp: { type: "timestamp", nullable: true, about: "When it was last updated." },
    totalEntries: { type: "integer", nullable: true, about: "Images in it." },
    labeledEntries: { type: "integer", nullable: true, about: "Images in it that have a label." },
    totalLabels: { type: "integer", nullable: true, about: "Different labels in it." },
    errorEntries: { type: "integer", nullable: true, about: "Images in it that have an error." },
    ...seenColumns,
  }),
  rowsOf: (record, found) =>
    record._tag === "Project"
      ? record.datasets.map((dataset) => {
          const statistics = found.statisticsOf(dataset.arn);
          return {
            ...placeOf(found, dataset.arn),
            ...dataset,
            projectArn: record.arn,
            projectName: record.name,
            lastUpdatedTimestamp: statistics?.lastUpdatedTimestamp ?? null,
            totalEntries: statistics?.totalEntries ?? null,
            labeledEntries: statistics?.labeledEntries ?? null,
            totalLabels: statistics?.totalLabels ?? null,
            errorEntries: statistics?.errorEntries ?? null,
            ...seenOf(found),
          };
        })
      : [],
};
