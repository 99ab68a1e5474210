import {
  isDecodeError,
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
  type ListingError,
  type ListingPosition,
  type TooManyPagesError,
} from "@rekognition-rx/core";
import type { Layer, RestartLayer, RetryLayer, WalkSpec } from "../program/program.js";
import { datasetsOf } from "../service/catalogue.js";
import type { Symptom } from "../service/service-fault.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import { itemNumber, LIST_OF } from "../service/catalogue.js";
import { type Place, showPlace } from "./place.js";

/** An answer of the service, as a walk has to deliver it. */
export interface Answer {
  readonly id: string;
  /** Its items; one that does not decode is marked. */
  readonly items: readonly AnsweredItem[];
  readonly token: string | undefined;
}

export interface AnsweredItem {
  readonly item: number;
  readonly valid: boolean;
}

/** Why no page comes behind one. */
type Ending = "complete" | "repeated token" | "too many pages";

interface Received extends Answer {
  readonly place: Place;
  readonly next: Place;
  readonly ending: Ending | undefined;
  readonly delivered: Set<string>;
}

/** What became of the last request. */
type Last =
  | { readonly kind: "none" | "answered" | "no page" }
  | { readonly kind: "sent" }
  | { readonly kind: "failed"; readonly symptom: Symptom; readonly at: number }
  /** By the library, which had a time-out for it, or was told to end. */
  | { readonly kind: "aborted"; readonly at: number };

/** What a user carries from one walk to the next that resumes it. */
export interface Carried {
  /** Keys of the items that are done with. */
  readonly done: ReadonlySet<string>;
  /** Whether what was delivered may come again: a restart behind page one, a token that led back. */
  readonly mayRepeat: boolean;
}

/**
 * Looks at one walk from outside, step by step, and knows at any moment what it may do.
 *
 * It knows what the service answered, what the user has, and what was promised; nothing of how the library keeps it.
 */
export class WalkWatch {
  readonly name: string;
  readonly spec: WalkSpec;
  readonly signals: readonly AbortSignal[];
  readonly start: Place;
  readonly answers: Received[] = [];
  /** What the user itself has thrown. */
  readonly ownErrors: Set<unknown> = new Set<unknown>();
  /** Pages that have reached the user. */
  delivered = 0;
  /** Calls of `next` by a user who counts them. */
  calls: number | undefined;
  /** Whether the user has a page in hand. */
  holding = false;
  positions = 0;
  lastPosition: { readonly json: string; readonly pages: number } | undefined;
  end: { readonly kind: "completed" | "stopped" } | { readonly kind: "failed"; readonly error: unknown } | undefined;
  restarts = 0;
  inFlight: { readonly signal: AbortSignal | undefined; readonly hangs: boolean } | undefined;
  readonly #world: VirtualWorld;
  readonly #violate: (what: string) => void;
  readonly #carried: Carried;
  readonly #chunks: readonly (readonly string[])[] | undefined;
  readonly #layers: readonly Layer[];
  readonly #restart: RestartLayer | undefined;
  readonly #expected: string[] = [];
  readonly #deliveredKeys = new Set<string>();
  /** Keys as they are told apart after a restart. */
  readonly #namesThatCame = new Set<number>();
  #place: Place;
  #asked: Place | undefined;
  #last: Last = { kind: "none" };
  #attempts = 0;
  #usedTokens: string[] = [];
  consumed = 0;

  constructor(fields: {
    readonly name: string;
    readonly spec: WalkSpec;
    readonly start: Place;
    readonly signals: readonly AbortSignal[];
    readonly chunks: readonly (readonly string[])[] | undefined;
    readonly carried: Carried;
    readonly world: VirtualWorld;
    readonly violate: (what: string) => void;
  }) {
    this.name = fields.name;
    this.spec = fields.spec;
    this.start = fields.start;
    this.signals = fields.signals;
    this.#chunks = fields.chunks;
    this.#carried = fields.carried;
    this.#world = fields.world;
    this.#violate = (what) => fields.violate(`${fields.name} ${what}`);
    this.#place = fields.start;
    const retries = fields.spec.behind.filter((layer): layer is RetryLayer => layer.kind === "retryThrottled");
    this.#layers = [...(fields.spec.perRequest ?? []), ...retries];
    this.#restart = fields.spec.behind.find((layer) => layer.kind === "restartOnExpiredToken");
    if (fields.start !== "end" && fields.start.token !== undefined) {
      this.#usedTokens.push(fields.start.token);
    }
  }

  get isOver(): boolean {
    return this.end !== undefined;
  }

  /** Tokens that were asked with since the walk began, or began again. */
  get usedTokens(): readonly string[] {
    return this.#usedTokens;
  }

  get wasAborted(): boolean {
    return this.signals.some(({ aborted }) => aborted);
  }

  /** Keys of all items that the user has. */
  get deliveredKeys(): ReadonlySet<string> {
    return this.#deliveredKeys;
  }

  get mayRepeat(): boolean {
    return (
      this.#carried.mayRepeat ||
      this.restarts > 0 ||
      this.#restartIsDue ||
      this.answers.some(({ ending }) => ending === "repeated token")
    );
  }

  // What the walk does.

  sent(request: {
    readonly token: string | undefined;
    readonly names: readonly string[] | undefined;
    readonly size: number | undefined;
    readonly signal: AbortSignal | undefined;
    readonly hangs: boolean;
  }): void {
    const place = this.#placeOf(request);
    if (this.#world.story !== undefined) {
      this.#world.tell(`${this.name} asks with ${showPlace(place)}`);
    }
    if (this.inFlight !== undefined) {
      this.#violate("has two requests in flight");
    }
    if (this.end !== undefined) {
      this.#violate(`sends a request though it has ${this.end.kind}`);
    }
    if (this.wasAborted) {
      this.#violate("sends a request after its signal was aborted");
    }
    if (request.signal === undefined || request.signal.aborted) {
      this.#violate("sends a request without a signal that could abort it");
    }
    if (request.size !== this.spec.pageSize) {
      this.#violate(`asks for ${String(request.size)} items a page and not for ${this.spec.pageSize}`);
    }
    this.#checkOrder(place);
    this.#asked = place;
    this.#last = { kind: "sent" };
    this.inFlight = { signal: request.signal, hangs: request.hangs };
    this.checkDemand();
  }

  failed(symptom: Symptom): void {
    this.inFlight = undefined;
    this.#last = { kind: "failed", symptom, at: this.#world.now };
  }

  aborted(): void {
    this.inFlight = undefined;
    this.#last = { kind: "aborted", at: this.#world.now };
    if (this.#world.story !== undefined) {
      this.#world.tell(`the request of ${this.name} is aborted`);
    }
    const mayAbort = this.wasAborted || this.end !== undefined || this.#layers.some(({ kind }) => kind === "timeout");
    if (!mayAbort && !this.isLeaving) {
      this.#violate("aborts its request though nobody told it to");
    }
  }

  /** Set while the user leaves: what is aborted under way is aborted for that. */
  isLeaving = false;

  answeredNoPage(): void {
    this.inFlight = undefined;
    this.#last = { kind: "no page" };
  }

  answered(answer: Answer): void {
    this.inFlight = undefined;
    this.#last = { kind: "answered" };
    const asked = this.#asked ?? this.#place;
    const { next, ending } = this.#behind(asked, answer.token);
    this.answers.push({ ...answer, place: asked, next, ending, delivered: new Set() });
    this.#place = next;
    this.#attempts = 0;
  }

  // What reaches the user.

  pageDelivered(page: unknown): void {
    const answer = this.answers[this.delivered];
    const id = (page as { readonly $metadata?: { readonly requestId?: string } })?.$metadata?.requestId;
    if (this.#world.story !== undefined) {
      this.#world.tell(`${this.name} delivers page ${this.delivered + 1} (${String(id)})`);
    }
    if (this.end !== undefined) {
      this.#violate(`delivers a page though it has ${this.end.kind}`);
    }
    if (this.wasAborted && this.spec.consumer.kind === "subscribe") {
      this.#violate("delivers a page after its signal was aborted");
    }
    this.delivered += 1;
    if (answer === undefined) {
      this.#violate(
        `delivers page ${String(id)}, which the service has not answered with or which was delivered before`,
      );
      return;
    }
    if (answer.id !== id) {
      this.#violate(`delivers ${String(id)} where ${answer.id} was next`);
      return;
    }
    this.#checkItems(answer, page as object);
  }

  /** One value that came out of the stages behind the pages. */
  valueDelivered(value: unknown): void {
    this.consumed += 1;
    if (this.end !== undefined) {
      this.#violate(`emits a value though it has ${this.end.kind}`);
    }
    const { items: stage } = this.spec;
    const shown = stage === "projectsNotFound" ? `not found: ${String(value)}` : shownValue(value, stage);
    if (stage === "projectsNotFound") {
      this.#expectNotFound();
    }
    const expected = this.#expected.shift();
    if (shown !== expected) {
      this.#violate(`emits ${shown} where ${expected ?? "nothing"} was next`);
    }
  }

  positionTold(position: ListingPosition): void {
    this.positions += 1;
    const { pagesDelivered } = position;
    const json = JSON.stringify(position);
    if (this.#world.story !== undefined) {
      this.#world.tell(`${this.name} tells its position ${json}`);
    }
    // Who waits beside others may hold a page while they are told the end.
    if (this.end !== undefined && !this.sharesPulls) {
      this.#violate(`tells a position though it has ${this.end.kind}`);
    }
    if (pagesDelivered !== this.positions) {
      this.#violate(`tells the position behind page ${pagesDelivered}, where that behind ${this.positions} was next`);
    }
    const done = this.delivered - (this.holding ? 1 : 0);
    if (pagesDelivered > done && !this.sharesPulls) {
      this.#violate(`tells the position behind page ${pagesDelivered}, and ${done} are done`);
    }
    if (this.spec.consumer.kind === "subscribe" && pagesDelivered !== this.delivered) {
      this.#violate(`tells the position behind page ${pagesDelivered} when ${this.delivered} are delivered`);
    }
    this.lastPosition = { json, pages: pagesDelivered };
  }

  completed(): void {
    const { consumer } = this.spec;
    const took = consumer.kind === "subscribe" && consumer.take === this.consumed;
    this.#end({ kind: took ? "stopped" : "completed" });
    if (took) {
      return;
    }
    // What was not found is told behind the last page: to abort then is too late.
    if (this.wasAborted && !this.sharesPulls && this.spec.items !== "projectsNotFound") {
      this.#violate("completes though its signal was aborted");
    }
    const last = this.answers.at(-1);
    if (this.start === "end") {
      if (this.answers.length > 0) {
        this.#violate("was resumed at its end and delivers pages");
      }
      return;
    }
    if (this.delivered < this.answers.length) {
      this.#violate(`completes with ${this.delivered} of ${this.answers.length} pages delivered`);
    } else if (this.#last.kind !== "answered") {
      this.#violate(`completes where its last request was ${this.#last.kind}`);
    } else if (
      last?.ending !== "complete" &&
      !(last?.ending === "repeated token" && this.spec.onRepeatedToken === "stop")
    ) {
      this.#violate(`completes though ${showPlace(last?.next ?? this.start)} comes next`);
    } else if (this.positions !== this.delivered && !this.sharesPulls) {
      this.#violate(`completes with ${this.positions} positions told of ${this.delivered}`);
    }
    if (this.#expected.length > 0) {
      this.#violate(`completes without ${this.#expected.join(", ")}`);
    }
  }

  failedWith(error: unknown): void {
    this.#end({ kind: "failed", error });
    this.#checkError(error);
  }

  stopped(): void {
    if (this.end === undefined) {
      this.#end({ kind: "stopped" });
    }
  }

  /** Where a walk that ended with this error has to be carried on. */
  lastPlace(error: ListingError | TooManyPagesError): Place {
    if (isTooManyPagesError(error)) {
      return this.answers.at(-1)?.next ?? this.start;
    }
    if (this.#ownErrorIsOfRequest) {
      return this.#failing;
    }
    if (this.ownErrors.has(error.cause)) {
      const told = this.spec.consumer.kind === "subscribe" ? this.answers[this.delivered - 1] : undefined;
      return (this.answers[this.positions - 1] ?? told)?.next ?? this.#place;
    }
    return this.#failing;
  }

  /** The request that failed, or that was not even sent. */
  get #failing(): Place {
    const { kind } = this.#last;
    const asked = this.#asked ?? this.start;
    if (kind === "answered" || kind === "none") {
      return this.#place;
    }
    return this.#restartIsDue && asked !== "end" ? { chunk: asked.chunk, token: undefined } : asked;
  }

  /** Whether the next request begins again: its token has expired. */
  get #restartIsDue(): boolean {
    return this.#last.kind === "failed" && this.#last.symptom.class === "expired token" && this.#mayRestart();
  }

  /** Keys of the items that are done with when it ended with this error. */
  keysDone(error: ListingError | TooManyPagesError): Iterable<string> {
    return this.ownErrors.has(error.cause) && !this.#ownErrorIsOfRequest
      ? this.keysBehind(this.positions)
      : this.#deliveredKeys;
  }

  /** Keys of the items of so many pages. */
  keysBehind(pages: number): Iterable<string> {
    return this.answers.slice(0, pages).flatMap(({ delivered }) => Array.from(delivered));
  }

  /** Set when what the user threw was thrown instead of a request. */
  #ownErrorIsOfRequest = false;

  /** The user throws instead of letting a request be sent. */
  throwsInsteadOfSending(error: Error): void {
    this.ownErrors.add(error);
    this.#ownErrorIsOfRequest = true;
  }

  // What must hold at any moment.

  /** Never more than `prefetch` pages beyond the one in the user's hands. */
  checkDemand(): void {
    const { consumer, prefetch } = this.spec;
    const pushes = consumer.kind === "subscribe" || consumer.kind === "toTaskEither";
    const wanted = this.calls ?? this.delivered + (this.holding ? 0 : 1);
    const allowed = wanted + (pushes ? 0 : prefetch);
    const asked = this.answers.length + (this.#last.kind === "answered" || this.#last.kind === "none" ? 0 : 1);
    if (asked > allowed) {
      this.#violate(`has asked for ${asked} pages where ${allowed} are wanted`);
    }
  }

  checkStep(timers: number): void {
    const over = this.end !== undefined;
    if (over && this.inFlight !== undefined && this.inFlight.signal?.aborted !== true) {
      this.#violate(`has ${this.end?.kind} and left its request in flight`);
    }
    if (over && timers > 0) {
      this.#violate(`has ${this.end?.kind} and left ${timers} timers`);
    }
    if (!over && this.wasAborted && !this.holding && this.calls === undefined) {
      this.#violate("was aborted and has not ended");
    }
    if (this.wasAborted && this.inFlight !== undefined) {
      this.#violate("was aborted and its request was not");
    }
    if (this.wasAborted && timers > 0) {
      this.#violate("was aborted and its wait was not");
    }
    if (!over && this.#last.kind === "answered" && !this.holding && this.delivered < this.answers.length) {
      // Turns may still be under way, in which a request gets to the socket.
      if (this.#world.pendingTurns === 0 && this.calls === undefined && !this.wasAborted) {
        this.#violate("keeps a page from a user who waits for it");
      }
    }
    this.checkDemand();
  }

  /** Whether several calls of `next` wait at once: which page is done with then, only the user knows. */
  get sharesPulls(): boolean {
    const { consumer } = this.spec;
    return consumer.kind === "iterator" && consumer.calls > 1;
  }

  #end(end: NonNullable<WalkWatch["end"]>): void {
    if (this.end !== undefined) {
      this.#violate(`has ${end.kind} after it has ${this.end.kind}`);
    }
    this.end = end;
    if (this.#world.story !== undefined) {
      const why = end.kind === "failed" ? `: ${String(end.error)}` : "";
      this.#world.tell(`${this.name} has ${end.kind}${why}`);
    }
  }

  #placeOf(request: { readonly token: string | undefined; readonly names: readonly string[] | undefined }): Place {
    if (this.#chunks === undefined) {
      if (request.names !== undefined) {
        this.#violate("asks by name, and was not told to");
      }
      return { chunk: 0, token: request.token };
    }
    const chunk = this.#chunks.findIndex((names) => names.join() === request.names?.join());
    if (chunk < 0) {
      this.#violate(`asks for ${String(request.names)}, which is no chunk of its names`);
    }
    return { chunk, token: request.token };
  }

  /** Whether this is the request whose turn it is: the next page, the same once more, or the first again. */
  #checkOrder(place: Place): void {
    const last = this.#last;
    if (last.kind === "none" || last.kind === "answered") {
      if (showPlace(place) !== showPlace(this.#place)) {
        this.#violate(`asks with ${showPlace(place)} where ${showPlace(this.#place)} was next`);
      }
      const ending = this.answers.at(-1)?.ending;
      if (ending !== undefined) {
        this.#violate(`asks for more behind its end (${ending})`);
      }
      this.#attempts = 1;
      this.#use(place);
      return;
    }
    if (last.kind === "failed" && last.symptom.class === "expired token" && this.#mayRestart()) {
      const first: Place = { chunk: place === "end" ? 0 : place.chunk, token: undefined };
      if (showPlace(place) !== showPlace(first)) {
        this.#violate(`asks with ${showPlace(place)} after its token has expired`);
      }
      this.restarts += 1;
      this.#attempts = 1;
      this.#usedTokens = [];
      this.#place = place;
      return;
    }
    if (showPlace(place) !== showPlace(this.#asked ?? "end")) {
      this.#violate(`asks with ${showPlace(place)} after ${showPlace(this.#asked ?? "end")} had failed`);
    }
    this.#attempts += 1;
    this.#checkRetry(last);
  }

  #use(place: Place): void {
    if (place !== "end" && place.token !== undefined && this.#usedTokens.at(-1) !== place.token) {
      this.#usedTokens.push(place.token);
    }
  }

  #mayRestart(): boolean {
    const asked = this.#asked;
    return (
      this.#restart !== undefined &&
      this.restarts < this.#restart.maxRestarts &&
      asked !== undefined &&
      asked !== "end" &&
      asked.token !== undefined
    );
  }

  #checkRetry(last: Last): void {
    const retries = this.#layers.filter(isRetry);
    const timeouts = this.#layers.some(({ kind }) => kind === "timeout");
    if (retries.length === 0) {
      this.#violate("asks for a page again, and nobody retries");
    }
    if (last.kind === "failed" && last.symptom.class !== "throttled" && last.symptom.class !== "transient") {
      this.#violate(`retries ${last.symptom.error.name}, which no retry mends`);
    }
    if (last.kind === "no page" || (last.kind === "aborted" && !timeouts)) {
      this.#violate(`asks again for a page whose request was ${last.kind}`);
    }
    const attempts = retries.map(({ maxAttempts }) => maxAttempts);
    const most = timeouts ? attempts.reduce((product, each) => product * each, 1) : (attempts[0] ?? 1);
    if (this.#attempts > most) {
      this.#violate(`asks for a page ${this.#attempts} times where ${most} are allowed`);
    }
    const [retry] = retries;
    const isAlone =
      retries.length === 1 &&
      !timeouts &&
      this.#layers.every(({ kind }) => kind === "retryThrottled" || kind === "nothing") &&
      retry?.kind === "retryThrottled" &&
      retry.limiter === undefined;
    if (isAlone && last.kind === "failed") {
      const waited = this.#world.now - last.at;
      const due = backOff(this.#attempts - 2, last.symptom, retry.jitter);
      if (waited !== due) {
        this.#violate(`asks again after ${waited} ms where ${due} ms were due`);
      }
    }
  }

  #behind(asked: Place, token: string | undefined): { readonly next: Place; readonly ending: Ending | undefined } {
    const chunk = asked === "end" ? 0 : asked.chunk;
    const chunks = this.#chunks?.length ?? 1;
    let next: Place;
    if (token === undefined) {
      if (chunk + 1 >= chunks) {
        return { next: "end", ending: "complete" };
      }
      next = { chunk: chunk + 1, token: undefined };
      this.#usedTokens = [];
    } else {
      next = { chunk, token };
      if (this.#usedTokens.includes(token)) {
        return { next: this.spec.onRepeatedToken === "stop" ? "end" : next, ending: "repeated token" };
      }
    }
    const fetched = this.answers.length + 1;
    const tooMany = this.spec.maxPages !== undefined && fetched >= this.spec.maxPages;
    return { next, ending: tooMany ? "too many pages" : undefined };
  }

  /** All of an answer's items that were not delivered before, and no other. */
  #checkItems(answer: Received, page: object): void {
    const list: unknown = (page as Record<string, unknown>)[LIST_OF[this.spec.operation]];
    const came = Array.isArray(list) ? list.map((each: unknown) => itemNumber(each)) : [];
    const isRemainder = this.restarts > 0;
    const due = answer.items.filter((each) => !(isRemainder && this.#deliveredKeys.has(keyOf(each))));
    if (came.join() !== due.map(({ item }) => item).join()) {
      this.#violate(
        `delivers ${answer.id} with items ${came.join()} where ${due.map(({ item }) => item).join()} are due`,
      );
    }
    for (const each of due) {
      const key = keyOf(each);
      if (this.#deliveredKeys.has(key)) {
        this.#violate(`delivers item ${key} a second time`);
      }
      if (this.#carried.done.has(key) && !this.mayRepeat) {
        this.#violate(`delivers item ${key}, which the walk that it carries on had delivered`);
      }
      this.#deliveredKeys.add(key);
      answer.delivered.add(key);
      if (each.valid) {
        this.#namesThatCame.add(each.item);
      }
    }
    this.#expectValues(answer, due);
  }

  #expectValues(answer: Received, due: readonly AnsweredItem[]): void {
    const { items: stage } = this.spec;
    if (stage === "pages") {
      this.#expected.push(`page ${answer.id}`);
      return;
    }
    for (const each of due) {
      this.#expected.push(...valuesOf(each, stage));
    }
  }

  #expectNotFound(): void {
    const asked = [...new Set(this.spec.names)];
    const missing = asked.filter((name) => !this.#namesThatCame.has(name)).map((name) => `p${name}`);
    this.#expected.push(`not found: ${missing.join()}`);
  }

  #checkError(error: unknown): void {
    if (this.signals.some((signal) => signal.aborted && signal.reason === error) || this.ownErrors.has(error)) {
      return;
    }
    if (isListingError(error) && this.ownErrors.has(error.cause)) {
      this.#checkListingError(error);
      return;
    }
    if (this.wasAborted && !this.sharesPulls) {
      this.#violate(`was aborted and fails with ${String(error)}, which is not the signal's reason`);
      return;
    }
    const last = this.answers.at(-1);
    if (isListingError(error)) {
      this.#checkListingError(error);
    } else if (isTooManyPagesError(error)) {
      if (last?.ending !== "too many pages" || error.maxPages !== this.spec.maxPages) {
        this.#violate(`fails with ${String(error)} behind page ${this.answers.length}`);
      }
      this.#checkAllDelivered(error);
    } else if (isRepeatedTokenError(error)) {
      if (last?.ending !== "repeated token" || this.spec.onRepeatedToken === "stop" || error.token !== last.token) {
        this.#violate(`fails with ${String(error)}, and no token was repeated`);
      }
      this.#checkAllDelivered(error);
    } else if (!(isDecodeError(error) && this.#expectsDecodeError)) {
      this.#violate(`fails with ${String(error)}, which nobody threw`);
    }
  }

  get #expectsDecodeError(): boolean {
    // A task shows its values at the end only, and none if it fails.
    return this.spec.consumer.kind === "toTaskEither"
      ? this.#expected.includes("DecodeError")
      : this.#expected[0] === "DecodeError";
  }

  #checkAllDelivered(error: { readonly pagesDelivered: number }): void {
    if (this.delivered < this.answers.length) {
      this.#violate(`fails with ${this.delivered} of ${this.answers.length} pages delivered`);
    }
    if (error.pagesDelivered !== this.delivered) {
      this.#violate(`says that it delivered ${error.pagesDelivered} pages, and has delivered ${this.delivered}`);
    }
  }

  #checkListingError(error: ListingError): void {
    const { cause } = error;
    if (error.operation !== this.spec.operation || error.label !== this.name) {
      this.#violate(`fails with an error of ${error.operation} (${String(error.label)})`);
    }
    if (this.ownErrors.has(cause)) {
      return;
    }
    this.#checkAllDelivered(error);
    if (this.#chunks === undefined || this.#chunks.length === 1) {
      const failing = this.#failing;
      if (error.resumeToken !== (failing === "end" ? undefined : failing.token)) {
        this.#violate(`fails with the resume token ${String(error.resumeToken)} at ${showPlace(failing)}`);
      }
    }
    const last = this.#last;
    const retries = this.#layers.filter(isRetry);
    const hasTimeout = this.#layers.some(({ kind }) => kind === "timeout");
    if (isRetriesExhaustedError(cause)) {
      this.#checkExhausted(cause, retries, hasTimeout);
    } else if (hasTimeout && isTimeout(cause)) {
      const outermost = this.#layers.findLastIndex((layer) => layer.kind === "timeout" || isRetry(layer));
      if (this.#layers[outermost]?.kind !== "timeout") {
        this.#violate("fails with a TimeoutError that nobody retried");
      }
    } else if (last.kind === "failed" && cause === last.symptom.error) {
      const { class: kind } = last.symptom;
      if ((kind === "throttled" || kind === "transient") && retries.length > 0) {
        this.#violate(`fails with ${last.symptom.error.name}, which nobody retried`);
      }
      if (kind === "expired token" && this.#mayRestart()) {
        this.#violate("fails with an expired token though it may restart");
      }
    } else if (!(last.kind === "no page" && cause instanceof TypeError)) {
      this.#violate(`fails with a cause that nobody threw: ${String(cause)}`);
    }
  }

  #checkExhausted(
    error: { readonly limit: string; readonly attempts: number; readonly cause?: unknown },
    retries: readonly RetryingLayer[],
    hasTimeout: boolean,
  ): void {
    const last = this.#last;
    const isLast = last.kind === "failed" && error.cause === last.symptom.error;
    if (!isLast && !(hasTimeout && isTimeout(error.cause))) {
      this.#violate(`gives up for a failure that is not the last: ${String(error.cause)}`);
    }
    const fits = retries.some((retry) => {
      switch (error.limit) {
        case "maxAttempts":
          return error.attempts === retry.maxAttempts && (hasTimeout || error.attempts === this.#attempts);
        case "maxElapsed":
          return retry.kind === "retryThrottled" && retry.maxElapsed !== undefined;
        default:
          return retry.budget;
      }
    });
    if (!fits) {
      this.#violate(`gives up after ${error.attempts} attempts (${error.limit}), having made ${this.#attempts}`);
    }
  }
}

type RetryingLayer = RetryLayer | Extract<Layer, { readonly kind: "paced" }>;

function isRetry(layer: Layer): layer is RetryingLayer {
  return layer.kind === "retryThrottled" || layer.kind === "paced";
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** What AWS's standard mode waits, with a jitter that is always the same. */
function backOff(i: number, { class: kind, hint }: Symptom, jitter: number): number {
  const base = kind === "throttled" ? 1_000 : 50;
  const delay = Math.floor(jitter * Math.min(base * 2 ** i, 20_000));
  return hint === undefined ? delay : Math.max(delay, Math.min(hint, delay + 5_000));
}

/** An item that does not decode is not the item that it would be. */
function keyOf({ item, valid }: AnsweredItem): string {
  return valid ? `#${item}` : `#${item} spoilt`;
}

/** What the stages behind a page make of one of its items. */
function valuesOf({ item, valid }: AnsweredItem, stage: WalkSpec["items"]): readonly string[] {
  const rows = datasetsOf(item).map((dataset) => `#${item} ${dataset}`);
  switch (stage) {
    case "pages":
    case "projectsNotFound":
      return [];
    case "flatten":
      return [`#${item}`];
    case "flattenDatasets":
      return rows;
    case "flattenDatasets keepEmpty":
      return rows.length > 0 ? rows : [`#${item} nothing`];
    case "decodeProjects error":
    case "flattenProjects, decodeWith":
      return [valid ? `#${item}` : "DecodeError"];
    case "decodeProjects skip":
      return valid ? [`#${item}`] : [];
    case "decodeProjects dead letter":
      return [valid ? `#${item}` : "dead letter"];
    case "decodeProjects, flattenDatasets":
      return valid ? rows : [];
    case "flattenProjects, decodeEither":
    case "decodeEntries":
      return [valid ? `right #${item}` : "left"];
  }
}

function shownValue(value: unknown, stage: WalkSpec["items"]): string {
  if (stage === "pages") {
    return `page ${String(member(member(value, "$metadata"), "requestId"))}`;
  }
  if (value === DEAD_LETTER) {
    return "dead letter";
  }
  if (stage === "flattenProjects, decodeEither" || stage === "decodeEntries") {
    return member(value, "_tag") === "Left" ? "left" : `right #${itemNumber(member(value, "right"))}`;
  }
  if (stage.includes("flattenDatasets")) {
    const dataset = member(member(value, "dataset"), "DatasetType");
    return `#${itemNumber(member(value, "project"))} ${typeof dataset === "string" ? dataset : "nothing"}`;
  }
  return `#${itemNumber(value)}`;
}

function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}

/** Stands for a call of `onInvalid` among the values. */
export const DEAD_LETTER: unique symbol = Symbol("dead letter");
