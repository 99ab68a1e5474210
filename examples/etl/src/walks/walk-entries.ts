import type { ListDatasetEntriesCommandOutput } from "@aws-sdk/client-rekognition";
import { DatasetEntry, type DatasetMetadata, listDatasetEntries$ } from "@rekognition-rx/core";
import { decodeItems, type EachPage, walkEach } from "@rekognition-rx/operators";
import { left } from "fp-ts/lib/Either.js";
import { rowOrLetter, type Unreadable, unreadable } from "../warehouse/dead-letter.js";
import { ENTRIES } from "../warehouse/table.js";
import { beginAgain } from "./begin-again.js";
import { type EntryRow, entryRow } from "./entry-row.js";
import { listProjects, projectsIn } from "./list-projects.js";
import type { MakeWalk } from "./walk.js";

type Parent = Pick<DatasetMetadata, "DatasetArn">;

/** The entries of each dataset of each project. */
export const walkEntries: MakeWalk<EachPage<Parent, ListDatasetEntriesCommandOutput | Unreadable>, EntryRow> = (
  config,
) => {
  const { client, pageSize, perRequest, signal } = config;
  return {
    table: ENTRIES,
    listing: walkEach(
      listProjects(config),
      ({ DatasetArn }: Parent) => beginAgain(listDatasetEntries$({ client, pageSize }, { DatasetArn })),
      {
        parentsOf: (page) => projectsIn(page).flatMap(({ Datasets }) => Datasets),
        perRequest,
        signal,
        onChildError: (error, { DatasetArn }) => unreadable(error, DatasetArn),
      },
    ),
    read: ({ parent: { DatasetArn: resource }, page }) =>
      "reason" in page
        ? [left(page)]
        : decodeItems(DatasetEntry, page.DatasetEntries, { list: "DatasetEntries", resource }).map(
            rowOrLetter((entry, line) => entryRow(resource, entry, line)),
          ),
  };
};
