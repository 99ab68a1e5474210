import { from, Observable } from "rxjs";
import { type BrandedListing, LISTING, RESTARTS } from "./brand.js";
import { checkConfig } from "./check-config.js";
import { checkSignal } from "./check-signal.js";
import type { Consumption } from "./consumption.js";
import type { Listing, ResumeOverrides } from "./listing.js";
import type { ListingConfig, PerPage, SendOptions } from "./listing-config.js";
import type { InputOf, PagedOperation } from "./paged-operation.js";
import { placeOf } from "./place.js";
import { PulledPages } from "./pull-pages.js";
import { pushPages } from "./push-pages.js";
import { planOf } from "./walk-plan.js";
import type { WalkRestarts } from "./walk-restarts.js";

/**
 * A listing over one input, or over several, one after the other (chunks of `ProjectNames`).
 */
export function listingOf<Page extends object, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
  inputs: readonly InputOf<Command>[],
): Listing<Page, string | object> {
  checkConfig(config, operation);
  const { plan, startingToken } = planOf(config, operation, inputs);
  return new ListingObservable({
    plan,
    start: placeOf(startingToken, plan.chunks),
    signals: signalsOf(config.signal, config.sendOptions),
    onPage: config.onPage,
    prefetch: config.prefetch ?? 0,
  });
}

class ListingObservable<Page> extends Observable<Page> implements BrandedListing<Page, string | object> {
  readonly #consumption: Consumption<Page>;

  constructor(consumption: Consumption<Page>) {
    super((subscriber) => pushPages(consumption, subscriber));
    this.#consumption = consumption;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Page, undefined, undefined> {
    return new PulledPages(this.#consumption);
  }

  resumeFrom(token: string | object | undefined, overrides: ResumeOverrides = {}): Listing<Page, string | object> {
    const { plan, signals } = this.#consumption;
    checkSignal(overrides.signal, `${plan.operation}: the signal of resumeFrom`);
    return new ListingObservable({
      ...this.#consumption,
      start: placeOf(token, plan.chunks),
      signals: overrides.signal === undefined ? signals : signalsOf(overrides.signal, plan.sendOptions),
    });
  }

  [LISTING](perPage: PerPage<Page>): Listing<Page, string | object> {
    const { plan } = this.#consumption;
    const inner = plan.perPage;
    const composed: PerPage<Page> =
      inner === undefined ? perPage : (page$, request) => perPage(from(inner(page$, request)), request);
    return new ListingObservable({ ...this.#consumption, plan: { ...plan, perPage: composed } });
  }

  [RESTARTS](restarts: () => WalkRestarts<Page>): Listing<Page, string | object> {
    const { plan } = this.#consumption;
    return new ListingObservable({ ...this.#consumption, plan: { ...plan, restarts } });
  }
}

/** The walk's own signal, and one that a user of the SDK's paginators passes to every send. */
function signalsOf(signal: AbortSignal | undefined, options: SendOptions | undefined): readonly AbortSignal[] {
  return [signal, options?.abortSignal].filter((given) => given !== undefined);
}
