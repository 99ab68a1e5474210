import type { ListingPosition } from "@rekognition-rx/core";
import type { Symptom } from "../service/service-fault.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import type { Answer } from "./answer.js";
import { type Place, showPlace } from "./place.js";
import type { Broken, Violate } from "./promised.js";
import type { PageRequest, WalkWatchers } from "./walk-promise.js";
import { WALK_PROMISES } from "./walk-promises.js";
import type { WalkFacts } from "./walk-facts.js";
import { type WalkEnd, WalkRecord } from "./walk-record.js";

/**
 * Looks at one walk from outside: each thing that happens is shown to the promises, then kept in the record.
 *
 * The service and the user call it; the library does not know of it.
 */
export class WalkWatch {
  readonly record: WalkRecord;
  readonly #world: VirtualWorld;
  readonly #violate: Violate;

  constructor(facts: WalkFacts, world: VirtualWorld, violate: Violate) {
    this.record = new WalkRecord(facts, world);
    this.#world = world;
    this.#violate = violate;
  }

  get name(): string {
    return this.record.facts.name;
  }

  get isOver(): boolean {
    return this.record.end !== undefined;
  }

  sent(request: Omit<PageRequest, "place"> & { readonly token: string | undefined; readonly hangs: boolean }): void {
    const { requests } = this.record;
    const place = this.#placeOf(request);
    this.#narrate(() => `asks with ${showPlace(place)}`);
    this.#judge(({ asks }) => asks?.(this.record, { ...request, place }));
    requests.sent(place, request.signal, request.hangs);
    this.#judge(({ anytime }) => anytime?.(this.record));
  }

  failed(symptom: Symptom): void {
    this.record.requests.failed(symptom, this.#world.now);
  }

  aborted(): void {
    this.#world.narrate(`the request of ${this.name} is aborted`);
    this.record.requests.aborted(this.#world.now);
    this.#judge(({ aborts }) => aborts?.(this.record));
  }

  answered(answer: Answer): void {
    this.record.requests.answered(answer);
  }

  answeredNoPage(): void {
    this.record.requests.answeredNoPage();
  }

  pageDelivered(page: unknown): void {
    const { requests, user, values } = this.record;
    const id = String((page as { readonly $metadata?: { readonly requestId?: string } })?.$metadata?.requestId);
    this.#narrate(() => `delivers page ${user.delivered + 1} (${id})`);
    const next = requests.answers[user.delivered];
    this.#judge(({ delivers }) => delivers?.(this.record, { id, page, next }));
    user.delivered += 1;
    if (next?.id === id) {
      const due = next.due;
      user.takes(next, due);
      values.pageDelivered(id, due);
    }
  }

  /** One value that came out of the stages after the pages. */
  valueDelivered(value: unknown): void {
    const { user, values } = this.record;
    const shown = values.seen(value);
    this.#judge(({ emits }) => emits?.(this.record, shown));
    user.consumed += 1;
    values.delivered();
  }

  positionReported(position: ListingPosition): void {
    const { user } = this.record;
    const json = JSON.stringify(position);
    this.#narrate(() => `reports its position ${json}`);
    this.#judge(({ reports }) => reports?.(this.record, position));
    user.positions += 1;
    user.lastPosition = { json, pages: position.pagesDelivered };
  }

  completed(): void {
    const { facts, user } = this.record;
    const { consumer } = facts.spec;
    const took = consumer.kind === "subscribe" && consumer.take === user.consumed;
    this.#end({ kind: took ? "stopped" : "completed" });
    if (!took) {
      this.#judge(({ completes }) => completes?.(this.record));
    }
  }

  failedWith(error: unknown): void {
    this.#end({ kind: "failed", error });
    this.#judge(({ fails }) => fails?.(this.record, error));
  }

  /** The user has left. */
  stopped(): void {
    if (!this.isOver) {
      this.#end({ kind: "stopped" });
    }
  }

  /** Looks after a step, when everything that can settle has settled. */
  rested(timers: number): void {
    this.#judge(({ rests }) => rests?.(this.record, timers));
    this.#judge(({ anytime }) => anytime?.(this.record));
  }

  #end(end: WalkEnd): void {
    this.#judge(({ ends }) => ends?.(this.record, end));
    this.record.end = end;
    this.#narrate(() => `has ${end.kind}${end.kind === "failed" ? `: ${String(end.error)}` : ""}`);
  }

  #placeOf({
    token,
    names,
  }: {
    readonly token: string | undefined;
    readonly names: readonly string[] | undefined;
  }): Place {
    const { chunks } = this.record.facts;
    const chunk = chunks?.findIndex((each) => each.join() === names?.join()) ?? 0;
    return { chunk, token };
  }

  #judge(judge: (watches: WalkWatchers) => Broken): void {
    for (const promise of WALK_PROMISES) {
      const broken = judge(promise.watches);
      if (broken !== undefined) {
        this.#violate(promise, `${this.name} ${broken}`);
      }
    }
  }

  #narrate(what: () => string): void {
    if (this.#world.story !== undefined) {
      this.#world.narrate(`${this.name} ${what()}`);
    }
  }
}
