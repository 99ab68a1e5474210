import type { Symptom } from "../service/service-fault.js";
import type { Answer, Ending, ReceivedAnswer } from "./answer.js";
import type { Place } from "./place.js";
import { RestartMemory } from "./restart-memory.js";
import { restartOf, type WalkFacts } from "./walk-facts.js";

/** What a walk has asked the service, and what the service answered. */
export class PageRequests {
  readonly #facts: WalkFacts;
  readonly answers: ReceivedAnswer[] = [];
  /** The page after the last that was answered. */
  place: Place;
  /** The page that was asked for last. */
  asked: Place | undefined;
  last: LastRequest = { kind: "none" };
  inFlight: { readonly signal: AbortSignal | undefined; readonly hangs: boolean } | undefined;
  /** Requests that the page has taken so far. */
  attempts = 0;
  /** How the page has failed so far, by kind. */
  failures: { readonly throttled: number; readonly transient: number; readonly skewed: number } = NO_FAILURES;
  restarts = 0;
  /** Whether a chunk ended at a token that came again, since the user said that it does. */
  wasCut = false;
  /** Tokens that were asked with since the walk began, or began again. */
  usedTokens: string[] = [];

  #memory: RestartMemory;

  constructor(facts: WalkFacts) {
    this.#facts = facts;
    this.#memory = new RestartMemory(facts.carried.outstanding);
    this.place = facts.start;
    this.#use(facts.start);
  }

  /** Keys of the items that a walk which is carried on must not deliver again. */
  get outstanding(): ReadonlySet<string> {
    if (restartOf(this.#facts.spec) === undefined) {
      return NONE;
    }
    // A walk that has begun again, and failed before its first request was sent.
    return this.restartIsDue ? this.#memory.received : this.#memory.owed;
  }

  /** What the next request has to be: the next page, the first one again, or the same once more. */
  get turn(): "next page" | "page one again" | "same page again" {
    const { kind } = this.last;
    return kind === "none" || kind === "answered"
      ? "next page"
      : this.restartIsDue
        ? "page one again"
        : "same page again";
  }

  /** Whether the next request begins again: its token has expired. */
  get restartIsDue(): boolean {
    return this.last.kind === "failed" && this.last.symptom.class === "expired token" && this.mayRestart;
  }

  get mayRestart(): boolean {
    const { asked } = this;
    const restart = restartOf(this.#facts.spec);
    return (
      restart !== undefined &&
      this.#memory.mayRestart(restart.maxRestarts) &&
      asked !== undefined &&
      asked !== "end" &&
      asked.token !== undefined
    );
  }

  /** The request that failed, or that was not even sent. */
  get failing(): Place {
    const asked = this.asked ?? this.#facts.start;
    if (this.turn === "next page") {
      return this.place;
    }
    return this.restartIsDue && asked !== "end" ? { chunk: asked.chunk, token: undefined } : asked;
  }

  sent(place: Place, signal: AbortSignal | undefined, hangs: boolean): void {
    switch (this.turn) {
      case "next page":
        this.attempts = 1;
        this.failures = NO_FAILURES;
        this.#use(place);
        break;
      case "page one again":
        this.restarts += 1;
        this.#memory.restarted();
        this.attempts = 1;
        this.failures = NO_FAILURES;
        this.usedTokens = [];
        this.place = place;
        break;
      case "same page again":
        this.attempts += 1;
    }
    this.asked = place;
    this.last = { kind: "sent" };
    this.inFlight = { signal, hangs };
  }

  failed(symptom: Symptom, at: number): void {
    this.inFlight = undefined;
    this.last = { kind: "failed", symptom, at };
    const { throttled, transient, skewed } = this.failures;
    this.failures = {
      throttled: throttled + (symptom.class === "throttled" ? 1 : 0),
      transient: transient + (symptom.class === "transient" ? 1 : 0),
      skewed: skewed + (symptom.isSkew === true ? 1 : 0),
    };
  }

  aborted(at: number): void {
    this.inFlight = undefined;
    this.last = { kind: "aborted", at };
  }

  answeredNoPage(): void {
    this.inFlight = undefined;
    this.last = { kind: "no page" };
  }

  answered(answer: Answer): void {
    this.inFlight = undefined;
    this.last = { kind: "answered" };
    const asked = this.asked ?? this.place;
    const due = restartOf(this.#facts.spec) === undefined ? answer.items : this.#memory.take(answer.items);
    const { next, ending } = this.#after(asked, answer.token);
    const { outstanding } = this;
    this.answers.push({ ...answer, place: asked, next, ending, due, outstanding, delivered: new Set() });
    this.place = next;
    this.attempts = 0;
  }

  #use(place: Place): void {
    if (place !== "end" && place.token !== undefined && this.usedTokens.at(-1) !== place.token) {
      this.usedTokens.push(place.token);
    }
  }

  #after(asked: Place, token: string | undefined): { readonly next: Place; readonly ending: Ending | undefined } {
    const { chunks, spec } = this.#facts;
    const chunk = asked === "end" ? 0 : asked.chunk;
    const isRepeated = token !== undefined && this.usedTokens.includes(token);
    let next: Place = { chunk, token };
    if (isRepeated && spec.onRepeatedToken !== "stop") {
      return { next, ending: "repeated token" };
    }
    if (token === undefined || isRepeated) {
      this.wasCut ||= isRepeated;
      if (chunk + 1 >= (chunks?.length ?? 1)) {
        return { next: "end", ending: "complete" };
      }
      next = { chunk: chunk + 1, token: undefined };
      this.usedTokens = [];
      this.#memory = new RestartMemory(new Set());
    }
    const isLast = spec.maxPages !== undefined && this.answers.length + 1 >= spec.maxPages;
    return { next, ending: isLast ? "too many pages" : undefined };
  }
}

/** What became of the last request. */
export type LastRequest =
  | { readonly kind: "none" | "answered" | "no page" }
  | { readonly kind: "sent" }
  | { readonly kind: "failed"; readonly symptom: Symptom; readonly at: number }
  /** By the library, which had a time-out for it, or had to end. */
  | { readonly kind: "aborted"; readonly at: number };

const NONE: ReadonlySet<string> = new Set();
const NO_FAILURES = { throttled: 0, transient: 0, skewed: 0 } as const;
