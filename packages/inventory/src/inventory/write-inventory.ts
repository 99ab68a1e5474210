import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { decodeProjects, flattenDatasets, processPages } from "@rekognition-rx/operators";
import { join } from "node:path";
import { from, lastValueFrom, map, toArray } from "rxjs";
import { type InvalidProject, invalidProject } from "../rows/invalid-project.js";
import { type InventoryRow, inventoryRow } from "../rows/inventory-row.js";
import { csv } from "../sinks/csv.js";
import { ndjson } from "../sinks/ndjson.js";
import type { Sink } from "../sinks/sink.js";
import { WholeFile, type WholeFileOptions } from "../sinks/whole-file.js";
import type { InventoryProgress } from "./inventory-progress.js";
import type { InventorySummary } from "./inventory-summary.js";
import { projectPages$ } from "./project-pages.js";
import type { ProjectPagesOptions } from "./project-pages-options.js";
import { Tally } from "./tally.js";

/** What {@link writeInventory} writes, and where. */
export interface WriteInventoryOptions extends ProjectPagesOptions {
  /** The folder; it is made if there is none. */
  readonly out: string;
  /** Called after each page and before each retry. If it throws, the inventory fails. */
  readonly onProgress?: ((progress: InventoryProgress) => void) | undefined;
}

/**
 * Writes the inventory of an account and region: `inventory.ndjson` and `inventory.csv` in the folder `out`.
 *
 * One row a dataset, as {@link inventoryRows$} gives them. A page at a time: memory does not grow with the account.
 * A project that cannot be decoded is in neither file but, as it came, in `inventory.invalid.ndjson`;
 * there is no such file when there is no such project.
 *
 * All or nothing: the files get their names when the walk is complete. If it fails or is aborted, the files
 * of an earlier run stay as they were and nothing is left behind.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { writeInventory } from "@rekognition-rx/inventory";
 *
 * const { projects, files } = await writeInventory({ client: rekognitionClient(), out: "out" });
 * console.log(`${projects} projects, ${files.rows} rows in ${files.csv}`);
 * ```
 *
 * Rejects with what ended the walk (a `ListingError`, the signal's reason), with what `onProgress` threw,
 * or with an `OutputError` whose `path` is the file or folder that could not be written.
 */
export async function writeInventory(options: WriteInventoryOptions): Promise<InventorySummary> {
  const { out, signal, retry, onProgress } = options;
  signal?.throwIfAborted();
  const tally = new Tally();
  const sinks = new Sinks();
  try {
    const rows = {
      ndjson: await sinks.open<InventoryRow>({ path: join(out, "inventory.ndjson"), format: ndjson }),
      csv: await sinks.open<InventoryRow>({ path: join(out, "inventory.csv"), format: csv }),
    };
    const deadLetters = await sinks.open<InvalidProject>({
      path: join(out, "inventory.invalid.ndjson"),
      format: ndjson,
      // One of an earlier run would accuse this one.
      ifEmpty: "remove",
    });

    const pages = projectPages$({
      ...options,
      retry: {
        ...retry,
        onRetry: (notice) => {
          retry?.onRetry?.(notice);
          tally.retry(notice.reason);
          onProgress?.(tally.progress());
        },
      },
    });
    const writePage = async (page: DescribeProjectsCommandOutput): Promise<void> => {
      const { valid, invalid } = await rowsOfPage(page, (value) => tally.unknownValue(value));
      await rows.ndjson.write(valid);
      await rows.csv.write(valid);
      await deadLetters.write(invalid);
      tally.page(valid, invalid.length);
      onProgress?.(tally.progress());
    };
    await lastValueFrom(processPages(pages, writePage), { defaultValue: undefined });

    await sinks.finish();
    signal?.throwIfAborted();
    await sinks.publish();
    return tally.summary({
      ndjson: rows.ndjson.path,
      csv: rows.csv.path,
      invalid: deadLetters.rows > 0 ? deadLetters.path : undefined,
      rows: rows.ndjson.rows,
    });
  } catch (error) {
    await sinks.discard();
    throw error;
  }
}

async function rowsOfPage(
  page: DescribeProjectsCommandOutput,
  onUnknownValue: (value: string) => void,
): Promise<{ readonly valid: readonly InventoryRow[]; readonly invalid: readonly InvalidProject[] }> {
  const invalid: InvalidProject[] = [];
  const valid = await lastValueFrom(
    from([page]).pipe(
      decodeProjects({
        onInvalid: (error, raw) => invalid.push(invalidProject(error, raw)),
        onUnknownEnum: (path, value) => onUnknownValue(`${memberOf(path)} ${JSON.stringify(value)}`),
      }),
      flattenDatasets({ keepEmpty: true }),
      map(inventoryRow),
      toArray(),
    ),
  );
  return { valid, invalid };
}

/** `ProjectDescriptions[3].Datasets[0].Status` is `Datasets.Status`: the news is the value, not where it came first. */
function memberOf(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "").replace(/^ProjectDescriptions\./, "");
}

/** The files of one inventory, which are published together or not at all. */
class Sinks {
  readonly #all: Sink<never>[] = [];

  async open<Row>(options: WholeFileOptions<Row>): Promise<WholeFile<Row>> {
    const file = await WholeFile.open(options);
    this.#all.push(file);
    return file;
  }

  async finish(): Promise<void> {
    for (const sink of this.#all) {
      await sink.finish();
    }
  }

  async publish(): Promise<void> {
    for (const sink of this.#all) {
      await sink.publish();
    }
  }

  async discard(): Promise<void> {
    for (const sink of this.#all) {
      await sink.discard();
    }
  }
}
