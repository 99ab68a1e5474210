import type { VirtualWorld } from "../world/virtual-world.js";

/** The signals that the users of one world share. */
export class SharedSignals {
  readonly #controllers: readonly AbortController[];
  readonly all: readonly AbortSignal[];

  /** @param times - when each is aborted, if ever. */
  constructor(times: readonly (number | undefined)[], world: VirtualWorld) {
    this.#controllers = times.map(() => new AbortController());
    this.all = this.#controllers.map(({ signal }) => signal);
    for (const [at, when] of times.entries()) {
      if (when !== undefined) {
        world.after(when, `signal ${at} is aborted`, () => this.abort(at));
      }
    }
  }

  at(index: number | undefined): AbortSignal | undefined {
    return index === undefined ? undefined : this.all[index];
  }

  abort(index: number): void {
    const reason = Object.assign(new Error(`signal ${index} was aborted`), { name: "AbortError" });
    this.#controllers[index]?.abort(reason);
  }
}
