/** One parent, and what has become of its child. */
export interface ParentInHand<Parent> {
  readonly parent: Parent;
  /** The digest of its key. */
  readonly key: string;
  isDone: boolean;
}

interface PageInHand<Parent> {
  /** The resume token with which the parents' listing asks for this page; `undefined` for the listing's own start. */
  readonly before: string | undefined;
  readonly parents: readonly ParentInHand<Parent>[];
}

/** The pages of parents in memory, from the first one that has a parent which is not done. */
export class ParentWindow<Parent> {
  readonly #pages: PageInHand<Parent>[] = [];
  readonly #waiting: ParentInHand<Parent>[] = [];
  /** The resume token for the next page of parents; `undefined` for the listing's own start. */
  #next: string | undefined;
  /**
   * The parents that were done before the walk was resumed and have not come again, one key for each. They are not
   * forgotten: if the parents come from a nested walk in order of arrival, their order may be different now. Parents
   * that were deleted meanwhile stay here.
   */
  readonly #doneBefore: string[];

  constructor(start: string | undefined, doneBefore: readonly string[]) {
    this.#next = start;
    this.#doneBefore = [...doneBefore];
  }

  get next(): string | undefined {
    return this.#next;
  }

  /**
   * Whether another page would be too much: its done parents must be remembered until all parents on the pages before
   * it are done.
   */
  get isFull(): boolean {
    return this.#pages.length >= MOST_PAGES;
  }

  /** The next parent whose child is to be opened. */
  get waiting(): ParentInHand<Parent> | undefined {
    return this.#waiting[0];
  }

  /** The position of the parents. */
  get position(): { readonly parents: string | undefined; readonly done: readonly string[] } {
    const done = this.#pages.flatMap(({ parents }) => parents.filter(({ isDone }) => isDone).map(({ key }) => key));
    return {
      parents: this.#pages.length === 0 ? this.#next : this.#pages[0]?.before,
      done: [...done, ...this.#doneBefore],
    };
  }

  add(parents: readonly { readonly parent: Parent; readonly key: string }[], after: string): void {
    const inHand = parents.map(({ parent, key }) => ({ parent, key, isDone: this.#wasDone(key) }));
    this.#pages.push({ before: this.#next, parents: inHand });
    this.#next = after;
    this.#waiting.push(...inHand.filter(({ isDone }) => !isDone));
    this.#drop();
  }

  /** The child of the next parent was opened. */
  shift(): void {
    this.#waiting.shift();
  }

  done(parent: ParentInHand<Parent>): void {
    parent.isDone = true;
    this.#drop();
  }

  #drop(): void {
    while (this.#pages[0]?.parents.every(({ isDone }) => isDone) === true) {
      this.#pages.shift();
    }
  }

  #wasDone(key: string): boolean {
    const at = this.#doneBefore.indexOf(key);
    if (at === -1) {
      return false;
    }
    this.#doneBefore.splice(at, 1);
    return true;
  }
}

const MOST_PAGES = 2;
