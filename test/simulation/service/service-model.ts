import { LARGEST_PAGE, type Operation, projectName } from "./catalogue.js";

/** What the service holds, and how it hands it out. */
export interface ServiceSpec {
  /** Items of each operation that are there at the beginning; their numbers are their order of creation. */
  readonly items: number;
  /** When further ones are created, in ms. */
  readonly births: readonly number[];
  /** Which are deleted, and when. */
  readonly deaths: readonly (readonly [item: number, at: number])[];
  /** Requests a second of each operation, and what its bucket holds. */
  readonly quota: Quota | undefined;
  /** Milliseconds that a token lives. */
  readonly tokenLife: number | undefined;
  /** Whether the same place has the same token each time. */
  readonly stableTokens: boolean;
  /** Whether a full last page has a token, which leads to an empty page. */
  readonly trailingPage: boolean;
  /** What stands for no token. */
  readonly noToken: "absent" | "empty" | "null";
}

export interface Quota {
  readonly rate: number;
  readonly burst: number;
}

/** One page as the service has it. */
export interface ServedPage {
  readonly items: readonly number[];
  readonly token: string | undefined;
}

/**
 * A model of the paginated reads of the service, from AWS's documentation and our facts about it.
 *
 * A token is a place between two items in order of their creation, so that what comes and goes elsewhere
 * moves nothing: an item that is there throughout a walk is on exactly one of its pages.
 */
export class ServiceModel {
  readonly #spec: ServiceSpec;
  readonly #now: () => number;
  readonly #tokens = new Map<string, IssuedToken>();
  readonly #buckets = new Map<Operation, { tokens: number; filledAt: number }>();
  #issued = 0;

  constructor(spec: ServiceSpec, now: () => number) {
    this.#spec = spec;
    this.#now = now;
  }

  /**
   * Takes one request out of the operation's bucket; `false` if it is empty.
   *
   * @param quota - the one of this moment, where it is not the same all the time.
   */
  admits(operation: Operation, quota: Quota | undefined = this.#spec.quota): boolean {
    if (quota === undefined) {
      return true;
    }
    const now = this.#now();
    const bucket = this.#buckets.get(operation) ?? { tokens: quota.burst, filledAt: now };
    this.#buckets.set(operation, bucket);
    bucket.tokens = Math.min(quota.burst, bucket.tokens + ((now - bucket.filledAt) * quota.rate) / 1_000);
    bucket.filledAt = now;
    if (bucket.tokens < 1 - 1e-9) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }

  /** Whether the service takes this token: its own, of the same request, and not too old. */
  takes(token: string, operation: Operation, names: readonly string[] | undefined): boolean {
    const issued = this.#tokens.get(token);
    const { tokenLife = Number.POSITIVE_INFINITY } = this.#spec;
    return issued !== undefined && issued.scope === scopeOf(operation, names) && this.#now() - issued.at <= tokenLife;
  }

  /** The page after a token; without one, the first. */
  page(request: {
    readonly operation: Operation;
    readonly names: readonly string[] | undefined;
    readonly token: string | undefined;
    readonly size: number | undefined;
  }): ServedPage {
    const { operation, names, token, size } = request;
    const place = token === undefined ? -1 : (this.#tokens.get(token)?.place ?? -1);
    const most = Math.min(size ?? LARGEST_PAGE[operation], LARGEST_PAGE[operation]);
    const left = this.held(names).filter((item) => item > place);
    const items = left.slice(0, most);
    const isMore = left.length > most || (this.#spec.trailingPage && most > 0 && items.length === most);
    const after = items.at(-1) ?? place;
    return { items, token: isMore ? this.#issue(operation, names, after, items.length === 0) : undefined };
  }

  /** What is there now, of the names if there are any, in order of creation. */
  held(names?: readonly string[]): readonly number[] {
    const { items, births } = this.#spec;
    const now = this.#now();
    const held: number[] = [];
    for (let item = 0; item < items + births.length; item += 1) {
      const bornAt = item < items ? 0 : (births[item - items] ?? 0);
      if (bornAt <= now && now < this.#diesAt(item) && (names === undefined || names.includes(projectName(item)))) {
        held.push(item);
      }
    }
    return held;
  }

  #diesAt(item: number): number {
    return this.#spec.deaths.find(([dead]) => dead === item)?.[1] ?? Number.POSITIVE_INFINITY;
  }

  /** @param fresh - a place that was asked from is led on from by a token that was not used. */
  #issue(operation: Operation, names: readonly string[] | undefined, place: number, fresh: boolean): string {
    const scope = scopeOf(operation, names);
    this.#issued += 1;
    const token =
      this.#spec.stableTokens && !fresh ? `after ${place} of ${scope}` : `token ${this.#issued} after ${place}`;
    this.#tokens.set(token, { scope, place, at: this.#now() });
    return token;
  }
}

interface IssuedToken {
  readonly scope: string;
  readonly place: number;
  readonly at: number;
}

function scopeOf(operation: Operation, names: readonly string[] | undefined): string {
  return names === undefined ? operation : `${operation} ${names.join(",")}`;
}
