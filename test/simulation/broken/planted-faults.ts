import { isListing, isListingError, withRestarts } from "@rekognition-rx/core";
import {
  type Limiter,
  paced,
  projectsNotFound,
  rateLimit,
  restartOnExpiredToken,
  retryThrottled,
  tokenBucket,
} from "@rekognition-rx/operators";
import { catchError, EMPTY, map, mergeMap, Observable, throwError } from "rxjs";
import { type AnyConfig, type AnyListing, type Library, OURS } from "../user/library.js";

/** A library that breaks one promise, and what the simulation has to say of it. */
export interface PlantedFault {
  readonly name: string;
  readonly library: Library;
  readonly found: RegExp;
}

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "a retry that begins the walk again",
    library: {
      ...OURS,
      retryThrottled: (options) => (source: Observable<unknown>) =>
        isListing(source)
          ? (withRestarts(source as AnyListing, () => restartingThreeTimes()) as never)
          : retryThrottled<never>(options)(source as never),
    },
    found: /asks with no token after "/,
  },
  {
    name: "a prefetch without a bound",
    library: listingWith((config) => ({ ...config, prefetch: 100 })),
    found: /has asked for \d+ pages where \d+ are wanted/,
  },
  {
    name: "a listener that is left on the signal",
    library: listingWith((config) => {
      config.signal?.addEventListener("abort", () => undefined);
      return config;
    }),
    found: /has \d+ listeners for \d+ walks/,
  },
  {
    name: "a resume that forgets maxPages",
    library: { ...OURS, list: (operation, config, input) => forgettingMaxPages(operation, config, input) },
    found: /asks for more behind its end \(too many pages\)/,
  },
  {
    name: "a request that is not aborted",
    library: clientWith((config) => (command) => config.client.send(command, { abortSignal: deaf() })),
    found: /left its request in flight|its request was not|two requests in flight/,
  },
  {
    name: "an error that overtakes the page before it",
    library: { ...OURS, listing: (listing) => new ChangedListing(listing, (pages$) => pages$, overtaken) },
    found: /with \d+ of \d+ pages delivered|where nothing was next|position/,
  },
  {
    name: "a limiter that gives more than its rate",
    library: { ...OURS, tokenBucket: (options) => tokenBucket({ ...options, burst: (options.burst ?? 1) + 1 }) },
    found: /gave \d+ permits within/,
  },
  {
    name: "permits that are not given back",
    library: {
      ...OURS,
      rateLimit: (limiter) => rateLimit(keepingPermits(limiter)),
      paced: (limiter, options) => paced(keepingPermits(limiter), options),
    },
    found: /permits that nobody gave back/,
  },
  {
    name: "a walk that ends at an empty page",
    library: answeredWith((page) => (isEmpty(page) ? { ...page, NextToken: undefined } : page)),
    found: /completes though .* comes next|asks with/,
  },
  {
    name: "a null page that passes for the end",
    library: answeredWith((page) => Object(page) as object),
    found: /which the service has not answered with/,
  },
  {
    name: "a completion in place of an error",
    library: pushedBy((pages$) => pages$.pipe(catchError(() => EMPTY))),
    found: /completes (where its last request was|though)/,
  },
  {
    name: "a page that is delivered twice",
    library: pushedBy((pages$) => pages$.pipe(mergeMap((page, at) => (at === 1 ? [page, page] : [page])))),
    found: /which the service has not answered with/,
  },
  {
    name: "a page that is lost",
    library: pushedBy((pages$) => pages$.pipe(mergeMap((page, at) => (at === 1 ? [] : [page])))),
    found: /was next|pages delivered|when \d+ are delivered|are done/,
  },
  {
    name: "a reason that is wrapped",
    library: pushedBy((pages$) => pages$.pipe(catchError((cause: unknown) => throwError(() => wrapped(cause))))),
    found: /which is not the signal's reason/,
  },
  {
    name: "a resume token that is lost",
    library: pushedBy((pages$) => pages$.pipe(catchError((error: unknown) => throwError(() => withoutToken(error))))),
    found: /fails with the resume token undefined/,
  },
  {
    name: "a restart that forgets what was delivered",
    library: {
      ...OURS,
      restartOnExpiredToken: (options) => restartOnExpiredToken({ ...options, key: () => undefined }),
    },
    found: /delivers page .* with items .* are due/,
  },
  {
    name: "a retry of what cannot be mended",
    library: { ...OURS, retryThrottled: (options) => retryThrottled({ ...options, isRetryable: () => true }) },
    found: /which no retry mends|whose request was no page/,
  },
  {
    name: "a retry that does not wait",
    library: { ...OURS, retryThrottled: (options) => retryThrottled({ ...options, random: () => 0 }) },
    found: /asks again after \d+ ms where \d+ ms were due/,
  },
  {
    name: "a retry that gives up early",
    library: {
      ...OURS,
      retryThrottled: (options) =>
        retryThrottled({ ...options, maxAttempts: Math.max(1, (options?.maxAttempts ?? 3) - 1) }),
    },
    found: /gives up after \d+ attempts/,
  },
  {
    name: "a timer that is left behind",
    library: {
      ...OURS,
      retryThrottled: (options) => {
        options?.scheduler?.schedule(() => undefined, 60_000);
        return retryThrottled(options);
      },
    },
    found: /left \d+ timers/,
  },
  {
    name: "a name that was not found and is not reported",
    library: {
      ...OURS,
      projectsNotFound: (names) => (pages$) => projectsNotFound(names)(pages$).pipe(map((missing) => missing.slice(1))),
    },
    found: /emits not found/,
  },
];

function listingWith(change: (config: AnyConfig) => AnyConfig): Library {
  return { ...OURS, list: (operation, config, input) => OURS.list(operation, change(config), input) };
}

function clientWith(sendOf: (config: AnyConfig) => AnyConfig["client"]["send"]): Library {
  return listingWith((config) => ({ ...config, client: { send: sendOf(config) } }));
}

function answeredWith(change: (page: object) => object): Library {
  return clientWith((config) => async (command, options) => change(await config.client.send(command, options)));
}

function pushedBy(change: (pages$: Observable<object>) => Observable<object>): Library {
  return { ...OURS, listing: (listing) => new ChangedListing(listing, change, (pages) => pages) };
}

/** A listing whose pages are tampered with on their way to the user. */
class ChangedListing extends Observable<object> implements AnyListing {
  readonly #listing: AnyListing;
  readonly #pulled: (pages: AsyncIterable<object, undefined, undefined>) => AsyncIterable<object, undefined, undefined>;

  constructor(
    listing: AnyListing,
    pushed: (pages$: Observable<object>) => Observable<object>,
    pulled: (pages: AsyncIterable<object, undefined, undefined>) => AsyncIterable<object, undefined, undefined>,
  ) {
    super((subscriber) => pushed(listing).subscribe(subscriber));
    this.#listing = listing;
    this.#pulled = pulled;
  }

  [Symbol.asyncIterator](): AsyncIterator<object, undefined, undefined> {
    return this.#pulled(this.#listing)[Symbol.asyncIterator]();
  }

  resumeFrom(...call: Parameters<AnyListing["resumeFrom"]>): AnyListing {
    return this.#listing.resumeFrom(...call);
  }
}

/** Keeps each page until the next has come, and loses it to an error. */
async function* overtaken(
  pages: AsyncIterable<object, undefined, undefined>,
): AsyncGenerator<object, undefined, undefined> {
  let held: object | undefined;
  for await (const page of pages) {
    if (held !== undefined) {
      yield held;
    }
    held = page;
  }
  if (held !== undefined) {
    yield held;
  }
  return undefined;
}

/** Goes on behind `maxPages` as a new walk, which counts from none. */
function forgettingMaxPages(...[operation, config, input]: Parameters<Library["list"]>): AnyListing {
  const { maxPages, ...others } = config;
  return OURS.list(operation, maxPages === undefined ? config : others, input);
}

function restartingThreeTimes(): ReturnType<Parameters<typeof withRestarts<object, string>>[1]> {
  let restarts = 0;
  return {
    tryRestart: () => {
      restarts += 1;
      return restarts < 4;
    },
    withoutDelivered: (page) => page,
  };
}

function keepingPermits(limiter: Limiter): Limiter {
  return {
    throttled: (error) => limiter.throttled(error),
    permit: (options) => limiter.permit(options).pipe(map(() => ({ settle: () => undefined }))),
  };
}

function deaf(): AbortSignal {
  return new AbortController().signal;
}

function isEmpty(page: object): boolean {
  // It may be none: that is a fault of the service.
  return Object.values(Object(page) as object).some((member) => Array.isArray(member) && member.length === 0);
}

function wrapped(cause: unknown): unknown {
  return cause instanceof Error && cause.name === "AbortError" ? new Error("aborted", { cause }) : cause;
}

function withoutToken(error: unknown): unknown {
  return isListingError(error) ? Object.assign(error, { resumeToken: undefined }) : error;
}
