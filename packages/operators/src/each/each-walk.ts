import {
  type Listing,
  operationOf,
  type PageWalk,
  type PageWalkTools,
  type PositionedPage,
  positionsOf,
} from "@rekognition-rx/core";
import type { EachPage } from "./each-page.js";
import { asPosition, type EachPosition, type OpenPosition } from "./each-position.js";
import { OpenChild } from "./open-child.js";
import { type ParentInHand, ParentWindow } from "./parent-window.js";

/** What a nested walk is made of. */
export interface EachPlan<ParentPage, Parent, Page> {
  readonly parents: Listing<ParentPage>;
  readonly parentsOf: (page: ParentPage) => readonly Parent[];
  readonly keyOf: (parent: Parent) => string;
  /** `undefined` for a parent without a child. */
  readonly childOf: (parent: Parent) => Listing<Page> | undefined;
  readonly concurrency: number;
  readonly prefetch: number;
  readonly order: "parent" | "arrival";
  /** Ends the walk. It also aborts the requests ahead of the consumer, while nobody waits for a page. */
  readonly signal: AbortSignal | undefined;
  /**
   * Throws if the failure of the child ends the walk. Otherwise returns the page that comes in place of the child's, if
   * any.
   */
  readonly onChildError: (error: unknown, parent: Parent) => Page | undefined;
}

/** One nested walk: the pages of the children of all parents, several children at a time. */
export class EachWalk<ParentPage, Parent, Page> implements PageWalk<EachPage<Parent, Page>> {
  readonly #plan: EachPlan<ParentPage, Parent, Page>;
  readonly #tools: PageWalkTools;
  #window = new ParentWindow<Parent>(undefined, []);
  #pagesOfParents: AsyncIterator<PositionedPage<ParentPage>> | undefined;
  #isAsking = false;
  #parentsEnd: { readonly error?: unknown } | undefined;
  /** In the order of their parents. */
  #open: { readonly inHand: ParentInHand<Parent>; readonly child: OpenChild<Page> }[] = [];
  /**
   * The positions of the children that were open when the walk was interrupted, and are not open again yet, or are
   * gone.
   */
  #interrupted = new Map<string, OpenPosition>();
  /**
   * The position in the last page, as JSON. The walk goes on from there, unless `next` is called with another position.
   */
  #standsAt: string | undefined;
  /** Aborts what is under way, as the plan's signal does. */
  #life = new AbortController();
  #signal = this.#life.signal;
  /** Wakes the call of `next` that waits for a page; `undefined` while none waits. */
  #wake: (() => void) | undefined;
  /** An error that came while nobody waited. It is in an object, since anything can be thrown, `undefined` too. */
  #failure: { readonly error: unknown } | undefined;

  constructor(plan: EachPlan<ParentPage, Parent, Page>, tools: PageWalkTools) {
    this.#plan = plan;
    this.#tools = tools;
  }

  async next(position: unknown): Promise<EachPage<Parent, Page> | undefined> {
    const asked = JSON.stringify(position) ?? "";
    if (this.#standsAt !== asked) {
      this.#begin(asPosition(position));
      this.#standsAt = asked;
    }
    for (;;) {
      this.#throwFailure();
      this.#ask(1);
      const page = this.#takePage();
      if (page !== undefined) {
        this.#askAhead();
        return page;
      }
      if (this.#isOver()) {
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(reason: unknown): void {
    this.#life.abort(reason);
  }

  #begin({ parents, done, open }: EachPosition): void {
    // If the walk begins again, this aborts what the earlier beginning has under way.
    this.#life.abort();
    this.#life = new AbortController();
    const { signal } = this.#plan;
    this.#signal = signal === undefined ? this.#life.signal : AbortSignal.any([this.#life.signal, signal]);
    this.#pagesOfParents = undefined;
    this.#isAsking = false;
    this.#window = new ParentWindow(parents, done);
    this.#parentsEnd = undefined;
    this.#failure = undefined;
    this.#open = [];
    this.#interrupted = new Map(open.map((position) => [position[0], position]));
  }

  /** Something has come: a page, or an end. */
  #changed(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    if (wake === undefined) {
      this.#askAhead();
    } else {
      wake();
    }
  }

  /** While the consumer works on a page, the next pages are fetched. */
  #askAhead(): void {
    try {
      this.#ask(0);
    } catch (error) {
      this.#failure = { error };
    }
  }

  #throwFailure(): void {
    const failure = this.#failure;
    if (failure !== undefined) {
      this.#failure = undefined;
      throw failure.error;
    }
  }

  /**
   * Opens the children that may be opened, and asks for the pages that may be asked for.
   *
   * @param wanted - pages that the consumer waits for, besides those ahead of it.
   */
  #ask(wanted: 0 | 1): void {
    const { concurrency, prefetch, order } = this.#plan;
    // Without pages ahead, a second child would have nothing to do meanwhile.
    const most = prefetch === 0 ? wanted : concurrency;
    while (this.#open.length < most && this.#window.waiting !== undefined) {
      this.#openNext();
    }
    if (this.#open.length < most && this.#window.waiting === undefined && !this.#window.isFull) {
      this.#askForParents();
    }
    const isComing = order === "arrival" && this.#open.some(({ child }) => child.ahead > 0);
    for (const [index, { child }] of this.#open.entries()) {
      const isWanted = index === 0 && wanted === 1 && !isComing;
      if (child.ahead < Math.max(prefetch, isWanted ? 1 : 0)) {
        child.ask();
      }
    }
  }

  #openNext(): void {
    const inHand = this.#window.waiting;
    if (inHand === undefined) {
      return;
    }
    // Called before the parent is taken out: if it throws and is retried, it is called again for the same parent.
    const listing = this.#plan.childOf(inHand.parent);
    const [, from, operation] = this.#interrupted.get(inHand.key) ?? [];
    refuseOther(operation, listing);
    this.#window.shift();
    if (listing === undefined) {
      this.#window.done(inHand);
      return;
    }
    this.#interrupted.delete(inHand.key);
    this.#open.push({ inHand, child: new OpenChild(listing, from, this.#signal, () => this.#changed()) });
  }

  #askForParents(): void {
    if (this.#isAsking || this.#parentsEnd !== undefined) {
      return;
    }
    this.#isAsking = true;
    const { parents } = this.#plan;
    const at = this.#window.next;
    this.#pagesOfParents ??= positionsOf(at === undefined ? parents : parents.resumeFrom(at), this.#signal);
    const pages = this.#pagesOfParents;
    pages.next().then(
      (result) => {
        if (pages === this.#pagesOfParents) {
          this.#isAsking = false;
          if (result.done === true) {
            this.#parentsEnd = {};
          } else {
            this.#addParents(result.value);
          }
          this.#changed();
        }
      },
      (error: unknown) => {
        if (pages === this.#pagesOfParents) {
          this.#isAsking = false;
          this.#parentsEnd = { error };
          this.#changed();
        }
      },
    );
  }

  #addParents({ page, resumeToken }: PositionedPage<ParentPage>): void {
    const { parentsOf, keyOf } = this.#plan;
    try {
      const times = new Map<string, number>();
      const parents = parentsOf(page).map((parent) => {
        const key = keyOf(parent);
        const time = times.get(key) ?? 0;
        times.set(key, time + 1);
        return { parent, key: this.#tools.digest(`${key} ${time}`) };
      });
      this.#window.add(parents, resumeToken);
    } catch (error) {
      this.#parentsEnd = { error };
    }
  }

  #takePage(): EachPage<Parent, Page> | undefined {
    for (;;) {
      const next =
        this.#plan.order === "parent"
          ? this.#open[0]
          : (this.#open.find(({ child }) => child.hasPage) ??
            this.#open.find(({ child }) => child.ended !== undefined));
      if (next === undefined) {
        return undefined;
      }
      const { child, inHand } = next;
      const page = child.take();
      if (page !== undefined) {
        return { parent: inHand.parent, page, NextToken: this.#token() };
      }
      if (child.ended === undefined) {
        return undefined;
      }
      const instead = this.#end(next, child.ended);
      if (instead !== undefined) {
        // The page has the position after the child: both are committed, or neither is.
        return { parent: inHand.parent, page: instead, NextToken: this.#token() };
      }
      this.#ask(1);
    }
  }

  /** @returns the page that comes in place of those that the child lacks. */
  #end(
    opened: { readonly inHand: ParentInHand<Parent>; readonly child: OpenChild<Page> },
    ended: { readonly error?: unknown },
  ): Page | undefined {
    const { child, inHand } = opened;
    let instead: Page | undefined;
    if ("error" in ended) {
      // After the error, the next call asks for the page that failed.
      child.retry();
      instead = this.#plan.onChildError(ended.error, inHand.parent);
    }
    this.#open = this.#open.filter((each) => each !== opened);
    this.#window.done(inHand);
    return instead;
  }

  /** @throws the error of the parents' listing, after everything that came before it was delivered. */
  #isOver(): boolean {
    if (this.#open.length > 0 || this.#window.waiting !== undefined || this.#parentsEnd === undefined) {
      return false;
    }
    if ("error" in this.#parentsEnd) {
      const { error } = this.#parentsEnd;
      this.#parentsEnd = undefined;
      this.#pagesOfParents = undefined;
      throw error;
    }
    return true;
  }

  #token(): string {
    const open = this.#open.flatMap(({ child: { position, operation }, inHand: { key } }): OpenPosition[] => {
      if (position === undefined) {
        return [];
      }
      return [operation === undefined ? [key, position] : [key, position, operation]];
    });
    const position: EachPosition = { ...this.#window.position, open: [...open, ...this.#interrupted.values()] };
    this.#standsAt = JSON.stringify(position);
    return this.#tools.token(position);
  }
}

/**
 * @throws TypeError if the token is from a walk over the same parents, but with children of another operation: this
 * walk would leave some children out.
 */
function refuseOther(operation: string | undefined, listing: Listing<unknown> | undefined): void {
  const here = operationOf(listing);
  if (operation !== undefined && here !== undefined && operation !== here) {
    throw new TypeError(
      `walkEach: the resume token is of a walk whose children are listings of ${operation}, but here they are of ${here}; resume it with the walk that it came from`,
    );
  }
}
