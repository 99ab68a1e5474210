import type { Operation } from "../service/catalogue.js";
import type { ServiceFault } from "../service/service-fault.js";
import type { Quota, ServiceSpec } from "../service/service-model.js";

/** What the users of one world do: plain data, so that it can be printed, replayed and made smaller. */
export interface Program {
  readonly seed: number;
  readonly service: ServiceSpec;
  /** Milliseconds that an answer takes at most; 0 answers at once. */
  readonly latency: number;
  readonly limiters: readonly LimiterSpec[];
  /** What the shared retry budget holds. */
  readonly budget: number | undefined;
  /** When each shared signal is aborted, if ever. */
  readonly signals: readonly (number | undefined)[];
  readonly walks: readonly WalkSpec[];
  readonly weather: WeatherSpec;
}

/** What changes at the service while the walks are under way; a member a kind of weather. */
interface WeatherSpec {
  /** When everything is throttled. */
  readonly outages?: readonly { readonly from: number; readonly until: number }[];
  /** When the quota of each operation becomes another. */
  readonly quotas?: readonly (Quota & { readonly from: number })[];
  /** Milliseconds that the service asks to wait when it throttles: whole seconds. */
  readonly hint?: number | undefined;
}

export type LimiterSpec =
  | { readonly kind: "tokenBucket"; readonly rate: number; readonly burst: number }
  | { readonly kind: "adaptiveLimiter"; readonly inFlight: number };

/** One user: a listing, and what is done with it. */
export interface WalkSpec {
  readonly startAt: number;
  readonly operation: Operation;
  /** Numbers of the projects asked for by name; some of them are not there. */
  readonly names: readonly number[] | undefined;
  readonly pageSize: number;
  readonly prefetch: number;
  readonly maxPages: number | undefined;
  readonly onRepeatedToken: "error" | "stop" | undefined;
  /** The shared signal in `signal`, and the one in `sendOptions`. */
  readonly signal: number | undefined;
  readonly sendSignal: number | undefined;
  readonly perRequest: readonly Layer[] | undefined;
  /** Directly after the listing. */
  readonly onListing: readonly (RetryLayer | RestartLayer)[];
  readonly items: ItemStage;
  readonly consumer: ConsumerSpec;
  /** What goes wrong with which of the walk's requests. */
  readonly faults: readonly (readonly [request: number, fault: ServiceFault])[];
  /** From what the user carries on when the walk has not come to its end, in a new listing. */
  readonly resume: "error" | "position" | "nothing";
  /** Something of the user's that goes wrong, or that ends the walk from inside. */
  readonly mischief: Mischief | undefined;
  /** After so many answers each request of the walk is throttled, for good. */
  readonly poisonedAfter?: number | undefined;
  /** What `checkpoint` returns; without it nothing. */
  readonly checkpoint?: CheckpointSpec | undefined;
}

/** A promise that `checkpoint` returns: it resolves after `ms`, or rejects at one page; 0 ms is a microtask. */
export interface CheckpointSpec {
  readonly ms: number;
  readonly rejectsAt: number | undefined;
}

export type Layer =
  | RetryLayer
  | { readonly kind: "rateLimit"; readonly limiter: number }
  | {
      readonly kind: "paced";
      readonly limiter: number;
      /** `undefined` is what the library takes by itself. */
      readonly maxAttempts: number | undefined;
      readonly jitter: number;
      readonly budget: boolean;
    }
  | { readonly kind: "timeout"; readonly ms: number }
  | { readonly kind: "nothing" };

export interface RetryLayer {
  readonly kind: "retryThrottled";
  readonly maxAttempts: number;
  readonly maxElapsed: number | undefined;
  readonly budget: boolean;
  readonly jitter: number;
  readonly limiter: number | undefined;
}

export interface RestartLayer {
  readonly kind: "restartOnExpiredToken";
  readonly maxRestarts: number;
}

/** What stands after the pages of a subscriber. */
export type ItemStage =
  | "pages"
  | "flatten"
  | "flattenDatasets"
  | "flattenDatasets keepEmpty"
  | "decodeProjects error"
  | "decodeProjects skip"
  | "decodeProjects dead letter"
  | "decodeProjects, flattenDatasets"
  | "flattenProjects, decodeWith"
  | "flattenProjects, decodeEither"
  | "projectsNotFound"
  | "decodeEntries";

export type ConsumerSpec =
  | { readonly kind: "subscribe"; readonly take: number | undefined; readonly stop: StopSpec | undefined }
  | { readonly kind: "toTaskEither" }
  | { readonly kind: "for await"; readonly work: WorkSpec; readonly stop: StopSpec | undefined }
  | {
      readonly kind: "iterator";
      readonly work: WorkSpec;
      /** Calls of `next` that wait at once. */
      readonly calls: number;
      readonly stop: StopSpec | undefined;
    }
  | {
      readonly kind: "processPages";
      readonly work: WorkSpec | { readonly kind: "observable"; readonly ms: number; readonly values: number };
      readonly stop: StopSpec | undefined;
    };

/** What a consumer does with a page. */
export type WorkSpec =
  | { readonly kind: "sync" }
  | { readonly kind: "microtask" }
  | { readonly kind: "async"; readonly ms: number };

/** How a consumer leaves: at a time, in the middle of a page (or item), or by an error of its own. */
export type StopSpec =
  | { readonly kind: "at"; readonly ms: number }
  | { readonly kind: "within"; readonly nth: number }
  | { readonly kind: "throws"; readonly nth: number };

export type Mischief =
  | { readonly kind: "checkpoint throws"; readonly nth: number }
  | { readonly kind: "checkpoint aborts"; readonly nth: number }
  | { readonly kind: "checkpoint stops"; readonly nth: number }
  | { readonly kind: "withCommand aborts"; readonly nth: number }
  | { readonly kind: "withCommand throws"; readonly nth: number }
  | { readonly kind: "next aborts"; readonly nth: number };
