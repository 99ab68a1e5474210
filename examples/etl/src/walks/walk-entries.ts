import type { ListDatasetEntriesCommandOutput } from "@aws-sdk/client-rekognition";
import { listDatasetEntries$ } from "@rekognition-rx/core";
import { decodeEntries, type EachPage, walkEach } from "@rekognition-rx/operators";
import { isLeft } from "fp-ts/lib/Either.js";
import { lastValueFrom, of, toArray } from "rxjs";
import { entryRow } from "./entry-row.js";
import { listProjects, projectsIn } from "./list-projects.js";
import { unreadable } from "./unreadable.js";
import type { MakeWalk } from "./walk.js";

/** The entries of each dataset of each project. */
export const walkEntries: MakeWalk<EachPage<{ readonly DatasetArn: string }, ListDatasetEntriesCommandOutput>> = (
  config,
  address,
) => {
  const { client, pageSize, perRequest, signal, onUnreadable } = config;
  return {
    name: "entries",
    listing: walkEach(
      listProjects(config),
      ({ DatasetArn }: { readonly DatasetArn: string }) => listDatasetEntries$({ client, pageSize }, { DatasetArn }),
      {
        parentsOf: (page) => projectsIn(page).flatMap(({ Datasets }) => Datasets),
        perRequest,
        signal,
        onChildError: (error, { DatasetArn }) => onUnreadable(unreadable(error, DatasetArn)),
      },
    ),
    read: async ({ parent: { DatasetArn }, page }, batch) => {
      const lines = page.DatasetEntries ?? [];
      const decoding = decodeEntries({ datasetArn: DatasetArn });
      // One out for each line in, so that the index is the line's number.
      const decoded = await lastValueFrom(of({ DatasetEntries: lines }).pipe(decoding, toArray()));
      for (const [index, entry] of decoded.entries()) {
        // What comes from outside may be otherwise than its type says.
        const line: unknown = lines[index];
        const raw = typeof line === "string" ? line : (JSON.stringify(line) ?? "");
        if (isLeft(entry)) {
          const { path, message, sourceRef } = entry.left;
          const letter = { resource: DatasetArn, path, reason: message, source_ref: sourceRef ?? null, raw };
          batch.deadLetters.push(address(letter));
        } else {
          batch.entries.push(entryRow(DatasetArn, entry.right, raw));
        }
      }
    },
  };
};
