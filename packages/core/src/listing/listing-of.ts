import { Observable } from "rxjs";
import type { ListingSetup } from "../delivery/listing-setup.js";
import { PulledPages } from "../delivery/pulled-pages.js";
import { pushPages } from "../delivery/push-pages.js";
import { checkConfig } from "../request/check-config.js";
import { checkSignal } from "../request/check-signal.js";
import type { ListingConfig, PerRequest } from "../request/listing-config.js";
import type { InputOf, PagedOperation } from "../request/paged-operation.js";
import { pagesGiven } from "../request/pages-given.js";
import { signalsOf } from "../request/signals-of.js";
import { placeOf, resumeTokenOf } from "../walk/resume-token.js";
import { planOf, type WalkPlan } from "../walk/walk-plan.js";
import type { MakeRestarts } from "../walk/walk-restarts.js";
import { type BrandedListing, LISTING, OPERATION, POSITIONS, RESOURCE, RESTARTS } from "./brand.js";
import type { Listing, ResumeOverrides } from "./listing.js";
import type { PositionedPages } from "./positioned-pages.js";

/**
 * A listing over one input, or over several in turn (chunks of `ProjectNames`). Without an input it is empty.
 */
export function listingOf<Page extends object, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
  inputs: readonly InputOf<Command>[],
): Listing<Page, string | object> {
  checkConfig(config, operation);
  const { plan, startingToken } = planOf(config, operation, inputs);
  return listingOfPlan(plan, startingToken, config);
}

/** A listing whose walks follow a plan. */
export function listingOfPlan<Page>(
  plan: WalkPlan<Page>,
  startingToken: unknown,
  config: Pick<ListingConfig<Page, never>, "signal" | "sendOptions" | "checkpoint" | "prefetch">,
): Listing<Page, string | object> {
  return new ListingObservable({
    plan,
    start: placeOf(startingToken, plan),
    signals: signalsOf(config.signal, config.sendOptions),
    checkpoint: config.checkpoint,
    prefetch: config.prefetch ?? 0,
    tellsPlaces: false,
  });
}

class ListingObservable<Page> extends Observable<Page> implements BrandedListing<Page, string | object> {
  readonly #setup: ListingSetup<Page>;

  constructor(setup: ListingSetup<Page>) {
    super((subscriber) => pushPages(setup, subscriber));
    this.#setup = setup;
  }

  get [RESOURCE](): string | undefined {
    return this.#setup.plan.resource;
  }

  get [OPERATION](): string {
    return this.#setup.plan.operation;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Page, undefined, undefined> {
    return new PulledPages(this.#setup, ({ page }) => page);
  }

  [POSITIONS](signal: AbortSignal | undefined): PositionedPages<Page> {
    const { plan } = this.#setup;
    const signals = signal === undefined ? this.#setup.signals : [...this.#setup.signals, signal];
    // Only the place before the first page has no resume token, and this place is after a page.
    return new PulledPages({ ...this.#setup, signals, tellsPlaces: true }, ({ page, place = "end" }) => ({
      page,
      resumeToken: resumeTokenOf(place, plan) ?? "",
    }));
  }

  resumeFrom(token: string | object | undefined, overrides: ResumeOverrides = {}): Listing<Page, string | object> {
    const { plan, signals } = this.#setup;
    checkSignal(overrides.signal, `${plan.operation}: the signal of resumeFrom`);
    return new ListingObservable({
      ...this.#setup,
      start: placeOf(token, plan),
      signals: overrides.signal === undefined ? signals : signalsOf(overrides.signal, plan.sendOptions),
    });
  }

  [LISTING](perRequest: PerRequest<Page>): Listing<Page, string | object> {
    const { plan } = this.#setup;
    const inner = plan.perRequest;
    const composed: PerRequest<Page> =
      inner === undefined ? perRequest : (page$, request) => perRequest(pagesGiven(inner(page$, request)), request);
    return new ListingObservable({ ...this.#setup, plan: { ...plan, perRequest: composed } });
  }

  [RESTARTS](restarts: MakeRestarts<Page>): Listing<Page, string | object> {
    const { plan } = this.#setup;
    return new ListingObservable({ ...this.#setup, plan: { ...plan, restarts } });
  }
}
