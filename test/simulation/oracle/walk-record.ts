import type { VirtualWorld } from "../world/virtual-world.js";
import { Checkpoints } from "./checkpoints.js";
import { ExpectedValues } from "./expected-values.js";
import { OwnErrors } from "./own-errors.js";
import { PageRequests } from "./page-requests.js";
import { UserRecord } from "./user-record.js";
import type { WalkFacts } from "./walk-facts.js";

/**
 * What is known of one walk at any moment: what the service answered, what the user has, and how it ended.
 *
 * Nothing in it comes from inside the library; the promises are judged by it.
 */
export class WalkRecord {
  readonly facts: WalkFacts;
  readonly requests: PageRequests;
  readonly user: UserRecord = new UserRecord();
  readonly values: ExpectedValues;
  readonly ownErrors: OwnErrors = new OwnErrors();
  readonly checkpoints: Checkpoints = new Checkpoints();
  end: WalkEnd | undefined;
  readonly #world: VirtualWorld;

  constructor(facts: WalkFacts, world: VirtualWorld) {
    this.facts = facts;
    this.requests = new PageRequests(facts);
    this.values = new ExpectedValues(facts.spec.items, facts.spec.names ?? []);
    this.#world = world;
  }

  get now(): number {
    return this.#world.now;
  }

  /** Whether turns of the event loop are still to come, in which a request may get to the socket. */
  get turnsArePending(): boolean {
    return this.#world.pendingTurns > 0;
  }

  get wasAborted(): boolean {
    return this.facts.signals.some(({ aborted }) => aborted);
  }

  /** Whether a later walk that carries this one on may deliver again what it delivered. */
  get mayRepeat(): boolean {
    const { answers, restarts, restartIsDue, wasCut } = this.requests;
    const { start } = this.facts;
    return (
      this.facts.carried.mayRepeat ||
      // What stands before its start it does not know.
      ((restarts > 0 || restartIsDue) && start !== "end" && start.token !== undefined) ||
      wasCut ||
      answers.some(({ ending }) => ending === "repeated token")
    );
  }
}

/** How a walk ended: `stopped` by its user. */
export type WalkEnd = { readonly kind: "completed" | "stopped" } | { readonly kind: "failed"; readonly error: unknown };
