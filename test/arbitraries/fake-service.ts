import type { ListingConfig } from "@rekognition-rx/core";
import type * as fc from "fast-check";
import { defer, NEVER, type Observable, of } from "rxjs";
import { symptomOf } from "./fault.js";
import type { Scenario } from "./scenario.js";
import type { SentRequest } from "./sent-request.js";
import type { Shape } from "./shape.js";

/** A command as all SDK commands are. */
export interface FakeCommand {
  readonly input: object;
}

/** The configuration of a listing over a fake service. */
export type FakeConfig = ListingConfig<object, FakeCommand>;

/**
 * Plays a scenario to a client, and writes down what it was asked.
 *
 * Honours `abortSignal` as the SDK does, unless it is `deaf`, as many a double is.
 */
export class FakeService {
  readonly scenario: Scenario;
  readonly shape: Shape;
  readonly requests: SentRequest[] = [];
  /** The most requests that were on their way together. */
  maxInFlight = 0;
  /** Whether more was asked than any walk could: it would have gone on for ever. */
  ranAway = false;
  /** Called as each request is sent. */
  onRequest: ((request: SentRequest) => void) | undefined;
  readonly #later: fc.Scheduler;
  readonly #deaf: boolean;
  readonly #limit: number;

  constructor(
    scenario: Scenario,
    shape: Shape,
    scheduler: fc.Scheduler,
    options: { readonly deaf?: boolean; readonly limit?: number } = {},
  ) {
    this.scenario = scenario;
    this.shape = shape;
    this.#later = scheduler;
    this.#deaf = options.deaf ?? false;
    this.#limit = options.limit ?? 400;
  }

  get inFlight(): number {
    return this.requests.filter(({ state }) => state === "in flight").length;
  }

  /** What has happened so far, as a number that grows. */
  get progress(): number {
    return this.requests.length + this.requests.filter(({ state }) => state !== "in flight").length;
  }

  /** The client, and what else it takes to have a listing walk this service as the scenario says. */
  config(): FakeConfig {
    const { answering, startWord } = this.scenario;
    return {
      client: { send: this.#send },
      ...(startWord !== undefined && this.shape.tokens === "strings" && { startingToken: startWord }),
      ...(answering === "in perRequest" && { perRequest: (_, { token }) => this.#page$(token) }),
    };
  }

  /** The input to list with: yours, and the starting token where `startingToken` cannot hold it. */
  input(others: object = {}): object {
    const { startWord } = this.scenario;
    return startWord === undefined || this.shape.tokens === "strings"
      ? others
      : this.shape.withToken(others, this.shape.encode(startWord, 0));
  }

  readonly #send = (command: FakeCommand, options?: { readonly abortSignal?: AbortSignal }): Promise<object> => {
    const request = this.#record(command.input, options?.abortSignal);
    const reply = this.#replyTo(request);
    switch (this.scenario.answering) {
      case "at once":
      case "in perRequest":
        return this.#watched(request, settle(reply));
      case "through a thenable":
        return this.#thenable(request, reply);
      case "in a microtask":
        return this.#watched(
          request,
          this.#abortable(
            request,
            Promise.resolve().then(() => settle(reply)),
          ),
        );
      case "later":
        return this.#watched(
          request,
          this.#abortable(
            request,
            this.#later.schedule(Promise.resolve(), `answer to request ${request.number}`).then(() => settle(reply)),
          ),
        );
    }
  };

  /** An answer that comes before `subscribe` returns. */
  #page$(token: unknown): Observable<object> {
    return defer(() => {
      const request = this.#record(this.shape.withToken({}, token), undefined);
      const reply = this.#replyTo(request);
      if (reply.kind === "hangs") {
        return NEVER;
      }
      request.state = "answered";
      if (reply.kind === "rejects") {
        throw reply.error;
      }
      return of(reply.page as object);
    });
  }

  #record(input: object, signal: AbortSignal | undefined): SentRequest {
    if (this.requests.length >= this.#limit) {
      this.ranAway = true;
      throw new Error(`more than ${this.#limit} requests: this walk has no end`);
    }
    const token = this.shape.tokenIn(input);
    const word = token === undefined ? undefined : this.shape.decode(token);
    const request: SentRequest = {
      number: this.requests.length,
      input: structuredClone(input),
      word,
      page: this.scenario.sequence.pageAskedBy(word),
      signal,
      answer: undefined,
      state: "in flight",
    };
    this.requests.push(request);
    signal?.addEventListener("abort", () => {
      if (request.state === "in flight") {
        request.state = "aborted";
      }
    });
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    this.onRequest?.(request);
    return request;
  }

  #replyTo(request: SentRequest): Reply {
    const fault = this.scenario.faults.at(request.number);
    if (fault !== undefined) {
      const symptom = symptomOf(fault);
      if (symptom.kind === "throws") {
        request.state = "answered";
        request.answer = symptom.error;
        throw symptom.error;
      }
      request.answer = symptom.kind === "rejects" ? symptom.error : undefined;
      return symptom;
    }
    if (request.page === undefined) {
      return { kind: "rejects", error: new Error(`InvalidPaginationTokenException: ${JSON.stringify(request.word)}`) };
    }
    const page = this.#pageFor(request.page, request);
    request.answer = page;
    return { kind: "answers", page };
  }

  #pageFor(number: number, { word: askedBy, number: turn }: SentRequest): object {
    const { sequence } = this.scenario;
    const after = sequence.tokenAfter(number);
    const isLast = after === undefined || after === null || after === "";
    // An API that ends with the same token has it only if it was asked with one.
    const next = isLast && this.shape.end === "same" && askedBy !== undefined ? askedBy : after;
    const token = typeof next === "string" && next !== "" ? this.shape.encode(next, turn) : next;
    const items = Array.from({ length: sequence.pages[number]?.size ?? 0 }, (_, at) => `item ${number}.${at}`);
    return this.shape.page(token, items, `page ${number}`);
  }

  /** Settles as the answer does, or is refused when the request is aborted. */
  #abortable(request: SentRequest, answer: Promise<object>): Promise<object> {
    if (this.#deaf || request.signal === undefined) {
      return answer;
    }
    const { signal } = request;
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(Object.assign(new Error("Aborted"), { name: "AbortError" })));
      answer.then(resolve, reject);
    });
  }

  /** Counts the request as on its way until whoever sent it can know better. */
  #watched(request: SentRequest, answer: Promise<object>): Promise<object> {
    const answered = (): void => settled(request);
    answer.then(answered, answered);
    return answer;
  }

  /** Calls back before `then` returns, which no promise does and some doubles do. */
  #thenable(request: SentRequest, reply: Reply): Promise<object> {
    const thenable: PromiseLike<object> = {
      // oxlint-disable-next-line unicorn/no-thenable -- being one is the point
      then: (resolve, reject) => {
        if (reply.kind === "answers") {
          settled(request);
          resolve?.(reply.page as object);
        } else if (reply.kind === "rejects") {
          settled(request);
          reject?.(reply.error);
        }
        return undefined as never;
      },
    };
    return thenable as Promise<object>;
  }
}

/** The number of a page that a {@link FakeService} has answered with; `NaN` for what is no page. */
export function pageNumber(page: object | null | undefined): number {
  const { $metadata } = (page ?? {}) as { readonly $metadata?: { readonly requestId: string } };
  return Number($metadata?.requestId.slice("page ".length));
}

type Reply =
  | { readonly kind: "answers"; readonly page: object | null | undefined }
  | { readonly kind: "rejects"; readonly error: unknown }
  | { readonly kind: "hangs" };

function settle(reply: Reply): Promise<object> {
  switch (reply.kind) {
    case "answers":
      return Promise.resolve(reply.page as object);
    case "rejects":
      return Promise.reject(reply.error);
    case "hangs":
      return new Promise(() => {});
  }
}

function settled(request: SentRequest): void {
  if (request.state === "in flight") {
    request.state = "answered";
  }
}
