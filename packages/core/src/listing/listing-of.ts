import { from, Observable } from "rxjs";
import { type BrandedListing, LISTING, RESTARTS } from "./brand.js";
import { checkConfig } from "../request/check-config.js";
import { checkSignal } from "../request/check-signal.js";
import type { ListingSetup } from "../delivery/listing-setup.js";
import type { Listing, ResumeOverrides } from "./listing.js";
import type { ListingConfig, PerRequest, SendOptions } from "../request/listing-config.js";
import type { InputOf, PagedOperation } from "../request/paged-operation.js";
import { placeOf } from "../walk/place.js";
import { PulledPages } from "../delivery/pulled-pages.js";
import { pushPages } from "../delivery/push-pages.js";
import { planOf } from "../walk/walk-plan.js";
import type { WalkRestarts } from "../walk/walk-restarts.js";

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
    checkpoint: config.checkpoint,
    prefetch: config.prefetch ?? 0,
  });
}

class ListingObservable<Page> extends Observable<Page> implements BrandedListing<Page, string | object> {
  readonly #setup: ListingSetup<Page>;

  constructor(setup: ListingSetup<Page>) {
    super((subscriber) => pushPages(setup, subscriber));
    this.#setup = setup;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Page, undefined, undefined> {
    return new PulledPages(this.#setup);
  }

  resumeFrom(token: string | object | undefined, overrides: ResumeOverrides = {}): Listing<Page, string | object> {
    const { plan, signals } = this.#setup;
    checkSignal(overrides.signal, `${plan.operation}: the signal of resumeFrom`);
    return new ListingObservable({
      ...this.#setup,
      start: placeOf(token, plan.chunks),
      signals: overrides.signal === undefined ? signals : signalsOf(overrides.signal, plan.sendOptions),
    });
  }

  [LISTING](perRequest: PerRequest<Page>): Listing<Page, string | object> {
    const { plan } = this.#setup;
    const inner = plan.perRequest;
    const composed: PerRequest<Page> =
      inner === undefined ? perRequest : (page$, request) => perRequest(from(inner(page$, request)), request);
    return new ListingObservable({ ...this.#setup, plan: { ...plan, perRequest: composed } });
  }

  [RESTARTS](restarts: () => WalkRestarts<Page>): Listing<Page, string | object> {
    const { plan } = this.#setup;
    return new ListingObservable({ ...this.#setup, plan: { ...plan, restarts } });
  }
}

/** The walk's own signal, and one that a user of the SDK's paginators passes to every send. */
function signalsOf(signal: AbortSignal | undefined, options: SendOptions | undefined): readonly AbortSignal[] {
  return [signal, options?.abortSignal].filter((given) => given !== undefined);
}
