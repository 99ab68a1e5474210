import { decodeProjects, type DecodeProjectsOptions, flattenDatasets } from "@rekognition-rx/operators";
import { map, type Observable } from "rxjs";
import { type InventoryRow, inventoryRow } from "../rows/inventory-row.js";
import { projectPages$ } from "./project-pages.js";
import type { ProjectPagesOptions } from "./project-pages-options.js";

/** What {@link inventoryRows$} is made from. */
export interface InventoryRowsOptions extends ProjectPagesOptions {
  /**
   * What a project that cannot be decoded does: `"error"` errors with its `DecodeError`, `"skip"` drops it,
   * a function gets it as a dead letter.
   *
   * @defaultValue "error"
   */
  readonly onInvalid?: DecodeProjectsOptions["onInvalid"];
}

/**
 * Every dataset of an account and region as a flat row, in the order of the service.
 *
 * Projects of both features, Custom Labels and Content Moderation; one without datasets has one row.
 * Throttled requests are retried, ten attempts each. Cold: each subscription is a walk of its own.
 *
 * A subscription has no back-pressure: where each row takes you longer than the service needs for it,
 * rows gather in memory. {@link writeInventory} writes files a page at a time.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { inventoryRows$ } from "@rekognition-rx/inventory";
 *
 * inventoryRows$({ client: rekognitionClient() }).subscribe({
 *   next: (row) => console.log(row.projectName, row.datasetType ?? "no dataset", row.datasetStatus ?? ""),
 *   error: console.error,
 * });
 * ```
 *
 * Errors of the stream: those of `describeProjects$` and `retryThrottled`, a `DecodeError` of a project
 * (unless `onInvalid` takes it), and a `ListingError` around an answer that has neither projects nor a token.
 */
export function inventoryRows$(options: InventoryRowsOptions): Observable<InventoryRow> {
  return projectPages$(options).pipe(
    decodeProjects({ onInvalid: options.onInvalid }),
    flattenDatasets({ keepEmpty: true }),
    map(inventoryRow),
  );
}
