import { processBatches } from "@rekognition-rx/operators";
import { separate } from "fp-ts/lib/Array.js";
import { lastValueFrom } from "rxjs";
import type { Metrics } from "./metrics.js";
import type { DeadLetter } from "./warehouse/dead-letter.js";
import type { Warehouse } from "./warehouse/warehouse.js";
import type { MakeWalk, WalkConfig } from "./walks/walk.js";

/** The account, and everything that its walks have in common. */
export interface LoadConfig extends WalkConfig {
  readonly accountId: string;
  readonly region: string;
  readonly warehouse: Warehouse;
  readonly metrics: Metrics;
}

/**
 * Goes on with a walk from its position in the database, until its end.
 *
 * A batch is in the database before the next page is requested, except that each open child is one page ahead.
 * So a slow database slows the requests down, and memory does not grow.
 */
export async function load<Page, Row extends object>(makeWalk: MakeWalk<Page, Row>, config: LoadConfig): Promise<void> {
  const { accountId, region, warehouse, metrics, signal } = config;
  const { table, listing, read } = makeWalk(config);
  const key = { accountId, region, walk: table.name };
  const { isDone, resumeToken: resumeFrom } = await warehouse.position(key);
  if (isDone) {
    return;
  }
  const batches$ = processBatches(listing, { itemsOf: read, resumeFrom, signal }, async (batch) => {
    const { left, right: rows } = separate([...batch.items]);
    const where = { account_id: accountId, region, walk: table.name };
    const deadLetters = left.map((letter): DeadLetter => Object.assign({}, where, letter));
    await warehouse.commit(
      key,
      { table, rows, deadLetters, pages: batch.pages },
      {
        resumeToken: batch.resumeToken,
        isDone: batch.isLast,
      },
    );
    metrics.pages += batch.pages;
    metrics.rows += rows.length;
    metrics.deadLetters += deadLetters.length;
  });
  await lastValueFrom(batches$);
}
