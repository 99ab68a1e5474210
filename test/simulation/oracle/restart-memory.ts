import { type AnsweredItem, keyOf } from "./answer.js";

/** What a walk that may begin again has to remember: which items were received, and which must not be delivered again. */
export class RestartMemory {
  /** Items that were received before the last restart and have not come again. */
  owed: ReadonlySet<string>;
  #received: Set<string>;
  #receivedAtLastRestart: number;
  /** Restarts in a row that have brought nothing new. */
  #inVain = 0;

  /** @param carried - what the walk that this one carries on has left outstanding. */
  constructor(carried: ReadonlySet<string>) {
    this.owed = carried;
    this.#received = new Set(carried);
    this.#receivedAtLastRestart = carried.size;
  }

  /** All that was received: what is owed once it begins again. */
  get received(): ReadonlySet<string> {
    return this.#received;
  }

  mayRestart(most: number): boolean {
    return (this.#received.size > this.#receivedAtLastRestart ? 0 : this.#inVain) < most;
  }

  restarted(): void {
    this.#inVain = this.#received.size > this.#receivedAtLastRestart ? 1 : this.#inVain + 1;
    this.#receivedAtLastRestart = this.#received.size;
    this.owed = new Set(this.#received);
  }

  /** Takes items in; those of them that are to be delivered. */
  take(items: readonly AnsweredItem[]): readonly AnsweredItem[] {
    const keys = new Set(items.map(keyOf));
    const due = items.filter((each) => !this.owed.has(keyOf(each)));
    this.owed = new Set([...this.owed].filter((key) => !keys.has(key)));
    for (const key of keys) {
      this.#received.add(key);
    }
    return due;
  }
}
