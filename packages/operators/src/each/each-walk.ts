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
  /** Ends what is under way ahead of the consumer too, while nobody waits for a page. */
  readonly signal: AbortSignal | undefined;
  /** Where the child's failure is no reason to end, the page that comes in its place, if any; else throws. */
  readonly onChildError: (error: unknown, parent: Parent) => Page | undefined;
}

/** One nested walk: the pages of the children of all parents, some children at a time. */
export class EachWalk<ParentPage, Parent, Page> implements PageWalk<EachPage<Parent, Page>> {
  readonly #plan: EachPlan<ParentPage, Parent, Page>;
  readonly #tools: PageWalkTools;
  #window = new ParentWindow<Parent>(undefined, []);
  #pagesOfParents: AsyncIterator<PositionedPage<ParentPage>> | undefined;
  #isAsking = false;
  #parentsEnd: { readonly error?: unknown } | undefined;
  /** In the order of their parents. */
  #open: { readonly inHand: ParentInHand<Parent>; readonly child: OpenChild<Page> }[] = [];
  /** Where the children stand that were open when the walk was interrupted, and are not yet open again, or are gone. */
  #interrupted = new Map<string, OpenPosition>();
  /** What the last page said, as JSON; the walk goes on from there unless it is given another place. */
  #standsAt: string | undefined;
  /** Ends what is under way, as the plan's signal does. */
  #life = new AbortController();
  #signal = this.#life.signal;
  /** Goes on with who waits for a page; `undefined` while nobody does. */
  #wake: (() => void) | undefined;
  /** What went wrong while nobody waited, in a box. */
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
    // What an earlier beginning has under way, where a walk begins again.
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

  /** While the consumer has a page, the next are under way. */
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
   * Opens and asks what may be asked for.
   *
   * @param wanted - pages that the consumer waits for, besides those ahead of it.
   */
  #ask(wanted: 0 | 1): void {
    const { concurrency, prefetch, order } = this.#plan;
    // Without pages ahead there is nothing that a second child could do meanwhile.
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
    // Before it is taken out: where this throws and is retried, it is asked again.
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
        // With the position that passes the child over: both are committed, or neither.
        return { parent: inHand.parent, page: instead, NextToken: this.#token() };
      }
      this.#ask(1);
    }
  }

  /** @returns what comes in the place of the pages that the child lacks. */
  #end(
    opened: { readonly inHand: ParentInHand<Parent>; readonly child: OpenChild<Page> },
    ended: { readonly error?: unknown },
  ): Page | undefined {
    const { child, inHand } = opened;
    let instead: Page | undefined;
    if ("error" in ended) {
      // Whoever asks again after the error asks for the page that failed.
      child.retry();
      instead = this.#plan.onChildError(ended.error, inHand.parent);
    }
    this.#open = this.#open.filter((each) => each !== opened);
    this.#window.done(inHand);
    return instead;
  }

  /** @throws what the parents' listing failed with, once all that came before is delivered. */
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

/** @throws TypeError where the token is of a walk over the same parents to other children: it would leave some of these out. */
function refuseOther(operation: string | undefined, listing: Listing<unknown> | undefined): void {
  const here = operationOf(listing);
  if (operation !== undefined && here !== undefined && operation !== here) {
    throw new TypeError(
      `walkEach: the resume token is of a walk whose children are of ${operation}, and here they are of ${here}; give it to the walk that it came from`,
    );
  }
}
