import { concat, concatMap, defer, finalize, map, type Observable, of, share, skipWhile } from "rxjs";
import type { Account } from "./account.js";
import { EventHistory } from "./event-history.js";
import { LiveTable, type RowChange } from "./live-table.js";
import { problemOf } from "./problem.js";
import { projectRows } from "./project-row.js";
import { type AccountEvent, watchAccount$, type WatchAccountOptions } from "./watch-account.js";

export interface LiveFeedOptions extends Pick<WatchAccountOptions, "every" | "modelsEvery" | "onModelsFailure"> {
  /** How many events are kept for clients that reconnect. */
  readonly history: number;
  readonly onStale: (error: unknown) => void;
}

/**
 * One watch for all listeners, and none while nobody listens.
 *
 * The table and the history stay when the last listener leaves. So a client that reconnects, even as the only one, gets
 * what has changed meanwhile, and nothing else.
 */
export class LiveFeed {
  readonly #table = new LiveTable();
  readonly #history: EventHistory;
  readonly #onStale: (error: unknown) => void;
  readonly #batches$: Observable<readonly string[]>;
  /** Whether the running watch has finished a poll: the table is then up to date, or it is known that it is not. */
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
   * The texts that a client is sent: first the events that it has missed, or a snapshot, and then each event as it happens.
   *
   * @param lastId - the id of the last event that the client has seen.
   */
  listen(lastId: string | undefined): Observable<string> {
    return defer(() => {
      const missed = this.#history.after(lastId);
      if (missed === undefined && !this.#isCurrent) {
        // The table is from the time when somebody last listened: the snapshot waits for the end of a poll.
        return this.#batches$.pipe(
          skipWhile(() => !this.#isCurrent),
          concatMap((batch, index) => (index === 0 ? [this.#snapshot()] : batch)),
        );
      }
      // All in one turn of the event loop: no event can come between the opening and the batches.
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

  /** Applies an event of the account to the table. @returns the events for the clients. */
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
        // `Listed`, which follows, reports it, also in a watch that has not been stale itself.
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
    // Each poll that fails is reported here. It is news only if it is the first, or fails with another error.
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

/** Why, and since when, the table is out of date. */
interface Delay {
  /** `null` if there has been no listing yet. */
  readonly since: Date | null;
  readonly code: string;
  readonly message: string;
}
