import { causesOf, positionsOf } from "@rekognition-rx/core";
import type { Metrics } from "./metrics.js";
import { Batch } from "./warehouse/batch.js";
import type { DeadLetter } from "./warehouse/dead-letter.js";
import type { Warehouse, WalkKey } from "./warehouse/warehouse.js";
import type { MakeWalk, WalkConfig } from "./walks/walk.js";

/** Whose account it is, and everything that its walks have in common. */
export interface LoadConfig extends Omit<WalkConfig, "onUnreadable"> {
  readonly accountId: string;
  readonly region: string;
  readonly warehouse: Warehouse;
  readonly metrics: Metrics;
}

/**
 * Goes on with a walk from where it stands in the database, until its end.
 *
 * A batch is in the database before the next page is asked for, but for the page that each open child is ahead:
 * a slow database slows the requests, and memory stays as it is.
 */
export async function load<Page>(makeWalk: MakeWalk<Page>, config: LoadConfig): Promise<void> {
  const { accountId, region, warehouse, metrics, signal } = config;
  const address = (letter: Omit<DeadLetter, "account_id" | "region" | "walk">): DeadLetter => ({
    account_id: accountId,
    region,
    walk: walk.name,
    ...letter,
  });
  let batch = new Batch();
  const walk = makeWalk(
    // It is passed over by the next position, and must be in the same batch.
    { ...config, onUnreadable: (letter) => batch.deadLetters.push(address(letter)) },
    address,
  );
  const key: WalkKey = { accountId, region, walk: walk.name };
  const start = await warehouse.position(key);
  if (start.isDone) {
    return;
  }
  let { resumeToken } = start;
  const commit = async (isDone: boolean): Promise<void> => {
    await warehouse.commit(key, batch, { resumeToken, isDone });
    metrics.pages += batch.pages;
    metrics.rows += batch.rows;
    metrics.deadLetters += batch.deadLetters.length;
    batch = new Batch();
  };
  for (let restarts = 0; ; restarts += 1) {
    try {
      for await (const at of positionsOf(walk.listing.resumeFrom(resumeToken), signal)) {
        await walk.read(at.page, batch);
        batch.pages += 1;
        resumeToken = at.resumeToken;
        if (batch.isFull) {
          await commit(false);
        }
      }
      await commit(true);
      return;
    } catch (error) {
      if (restarts === MOST_RESTARTS || !isExpiredToken(error)) {
        throw error;
      }
      // Rows are written by their key, and may come twice: nothing has to be remembered of what was delivered.
      resumeToken = undefined;
      batch = new Batch();
    }
  }
}

/** How long a token lives is not documented, and a position may have been in the database for days. */
function isExpiredToken(error: unknown): boolean {
  return causesOf(error).some((cause) => cause instanceof Error && cause.name === "InvalidPaginationTokenException");
}

/** A token that never lives until the end of its walk would make it begin again for ever. */
const MOST_RESTARTS = 3;
