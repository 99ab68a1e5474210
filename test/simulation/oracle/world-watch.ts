import { WORLD_PROMISES } from "./world-promises.js";
import type { Broken, Violate } from "./promised.js";
import type { WalkRecord } from "./walk-record.js";
import type { ServiceDuringWalk, WorldPromise, WorldRecord } from "./world-promise.js";

/** Shows what happens in a world to the promises about it. */
export class WorldWatch {
  readonly #violate: Violate;

  constructor(violate: Violate) {
    this.#violate = violate;
  }

  rested(world: WorldRecord): void {
    this.#judge(({ rests }) => rests?.(world));
  }

  stalled(walk: WalkRecord): void {
    this.#judge(({ stalls }) => stalls?.(walk));
  }

  completed(walk: WalkRecord, service: ServiceDuringWalk): void {
    this.#judge(({ completes }) => completes?.(walk, service));
  }

  threw(error: unknown): void {
    this.#judge(({ throws }) => throws?.(error));
  }

  outlasted(steps: number): void {
    this.#judge(({ outlasts }) => outlasts?.(steps));
  }

  ended(world: WorldRecord): void {
    this.#judge(({ ends }) => ends?.(world));
  }

  #judge(judge: (watches: WorldPromise["watches"]) => Broken): void {
    for (const promise of WORLD_PROMISES) {
      const broken = judge(promise.watches);
      if (broken !== undefined) {
        this.#violate(promise, broken);
      }
    }
  }
}
