import { isListingError, type Listing, operationOf, type PositionedPage, positionsOf } from "@rekognition-rx/core";

/**
 * The child of one parent while it is walked. Its pages come one after the other, some of them ahead of the consumer.
 */
export class OpenChild<Page> {
  readonly #listing: Listing<Page>;
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  readonly operation: string | undefined;
  readonly #ready: PositionedPage<Page>[] = [];
  #pages: AsyncIterator<PositionedPage<Page>> | undefined;
  #isAsking = false;
  #end: { readonly error?: unknown } | undefined;
  /** The position from which the child is asked again, if its walk has to begin again. */
  #at: string | undefined;
  /** The position after the last page that was taken; `undefined` before the first. */
  position: string | undefined;

  /**
   * @param from - the position to go on from; `undefined` for the listing's own start.
   * @param signal - ends the walk of the child.
   * @param changed - called when a page has come, or its end.
   */
  constructor(listing: Listing<Page>, from: string | undefined, signal: AbortSignal, changed: () => void) {
    this.#listing = listing;
    this.operation = operationOf(listing);
    this.#signal = signal;
    this.#changed = changed;
    this.#at = from;
    this.position = from;
  }

  /** Pages that were asked for and not taken. */
  get ahead(): number {
    return this.#ready.length + (this.#isAsking ? 1 : 0);
  }

  get hasPage(): boolean {
    return this.#ready.length > 0;
  }

  /** Set when the child has ended and all its pages were taken; with an `error` if the child failed. */
  get ended(): { readonly error?: unknown } | undefined {
    return this.#ready.length === 0 ? this.#end : undefined;
  }

  /** Asks for the next page, unless the child has ended or is asking already. */
  ask(): void {
    if (this.#isAsking || this.#end !== undefined) {
      return;
    }
    this.#isAsking = true;
    this.#pages ??= positionsOf(
      this.#at === undefined ? this.#listing : this.#listing.resumeFrom(this.#at),
      this.#signal,
    );
    const pages = this.#pages;
    pages.next().then(
      (result) => {
        if (pages === this.#pages) {
          this.#isAsking = false;
          if (result.done === true) {
            this.#end = {};
          } else {
            this.#ready.push(result.value);
          }
          this.#changed();
        }
      },
      (error: unknown) => {
        if (pages === this.#pages) {
          this.#isAsking = false;
          this.#end = { error };
          this.#changed();
        }
      },
    );
  }

  /** The next page. */
  take(): Page | undefined {
    const next = this.#ready.shift();
    if (next !== undefined) {
      this.position = next.resumeToken;
    }
    return next?.page;
  }

  /** Forgets the error with which the child ended: the child is asked again from there. */
  retry(): void {
    const error = this.#end?.error;
    this.#end = undefined;
    this.#pages = undefined;
    this.#at = isListingError(error) ? error.resumeToken : this.position;
  }
}
