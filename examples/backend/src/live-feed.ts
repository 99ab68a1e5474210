import { concat, concatMap, defer, finalize, map, type Observable, of, share, skipWhile } from "rxjs";
import type { Account } from "./account.js";
import { EventHistory } from "./event-history.js";
import { LiveTable, type RowChange } from "./live-table.js";
import { problemOf } from "./problem.js";
import { projectRows } from "./project-row.js";
import { type AccountEvent, watchAccount$, type WatchAccountOptions } from "./watch-account.js";

export interface LiveFeedOptions extends Pick<WatchAccountOptions, "every" | "modelsEvery" | "onModelsFailure"> {
  /** Events that are kept for clients that come back. */
  readonly history: number;
  readonly onStale: (error: unknown) => void;
}

/**
 * One watch for all who listen, and none while nobody does.
 *
 * Table and history stay in between, so that whoever comes back, be it as the only one, is sent what has changed
 * meanwhile, and nothing else.
 */
export class LiveFeed {
  readonly #table = new LiveTable();
  readonly #history: EventHistory;
  readonly #onStale: (error: unknown) => void;
  readonly #batches$: Observable<readonly string[]>;
  /** Whether the table is of now, or known not to be: the watch that is under way has come to the end of a poll. */
  #isCurrent = false;
  #asOf: Date | undefined;
  #delay: Delay | undefined;

  constructor(account: Account, { history, onStale, ...options }: LiveFeedOptions) {
    this.#history = new EventHistory(history);
    this.#onStale = onStale;
    this.#batches$ = watchAccount$(account, options).pipe(
      map((event) => this.#apply(event)),
      finalize(() => (this.#isCurrent = false)),
      share(),
    );
  }

  /**
   * What a client is sent, as it goes over the wire: what it has missed, or a snapshot, and from then on what happens.
   *
   * @param lastId - of the last event that it has seen.
   */
  listen(lastId: string | undefined): Observable<string> {
    return defer(() => {
      const missed = this.#history.after(lastId);
      if (missed === undefined && !this.#isCurrent) {
        // A snapshot of the table would be of when somebody last listened: this one waits for the poll.
        return this.#batches$.pipe(
          skipWhile(() => !this.#isCurrent),
          concatMap((batch, index) => (index === 0 ? [this.#snapshot()] : batch)),
        );
      }
      // All in one turn: nothing can happen between what was and what will be.
      const opening = missed === undefined ? this.#snapshot() : missed.join("");
      return concat(of(opening), this.#batches$.pipe(concatMap((batch) => batch)));
    });
  }

  #snapshot(): string {
    return this.#history.atLast("snapshot", {
      asOf: this.#asOf ?? null,
      delay: this.#delay ?? null,
      projects: this.#table.rows(),
    });
  }

  /** Takes in what is seen of the account. @returns the events that it makes. */
  #apply(event: AccountEvent): readonly string[] {
    switch (event._tag) {
      case "Added":
      case "Changed":
        return this.#tell(projectRows([event.project]).flatMap((row) => this.#table.put(row)));
      case "Removed":
        return this.#tell(this.#table.remove(event.arn));
      case "Models":
        return this.#tell(this.#table.putModels(event.arn, event.models));
      case "Listed":
        return this.#listed(event.at);
      case "Stale":
        return this.#delayed(event.error);
      case "Fresh":
        // The end of the listing says so, also in a watch that has not been stale itself.
        return [];
    }
  }

  #listed(at: Date): readonly string[] {
    this.#isCurrent = true;
    this.#asOf = at;
    const wasDelayed = this.#delay !== undefined;
    this.#delay = undefined;
    return wasDelayed ? [this.#history.add("fresh", { asOf: at })] : [];
  }

  #delayed(error: unknown): readonly string[] {
    this.#isCurrent = true;
    const { code, message } = problemOf(error);
    // Each poll that fails says so. It is news when it is the first, or fails of something else.
    if (this.#delay?.code === code) {
      return [];
    }
    this.#onStale(error);
    this.#delay = { since: this.#asOf ?? null, code, message };
    return [this.#history.add("stale", this.#delay)];
  }

  #tell(changes: readonly RowChange[]): readonly string[] {
    return changes.map(({ name, data }) => this.#history.add(name, data));
  }
}

/** Why, and since when, the table is not as of now. */
interface Delay {
  /** `null` where there has been no listing yet. */
  readonly since: Date | null;
  readonly code: string;
  readonly message: string;
}
