import type { Limiter, Permit, PermitOptions } from "@rekognition-rx/operators";
import { Observable } from "rxjs";
import type { LimiterSpec } from "../program/program.js";
import type { CountingScheduler, VirtualWorld } from "../world/virtual-world.js";
import type { Library } from "./library.js";

/** A limiter of the library, and whoever looks that it keeps what it promises. */
export class LimiterWatch implements Limiter {
  readonly #limiter: Limiter;
  readonly #spec: LimiterSpec;
  readonly #world: VirtualWorld;
  readonly #scheduler: CountingScheduler;
  readonly #violate: (what: string) => void;
  readonly #waiting: { readonly returning: boolean }[] = [];
  readonly #grants: number[] = [];
  readonly name: string;
  /** Permits that were given out and not settled. */
  unsettled = 0;

  constructor(name: string, spec: LimiterSpec, library: Library, world: VirtualWorld, violate: (what: string) => void) {
    this.name = name;
    this.#spec = spec;
    this.#world = world;
    this.#violate = violate;
    this.#scheduler = world.scheduler(name);
    const scheduler = this.#scheduler;
    this.#limiter =
      spec.kind === "tokenBucket"
        ? library.tokenBucket({ ratePerSecond: spec.rate, burst: spec.burst, scheduler })
        : library.adaptiveLimiter({ initialInFlight: spec.inFlight, scheduler });
  }

  throttled(error: unknown): void {
    this.#limiter.throttled(error);
  }

  permit(options: PermitOptions = {}): Observable<Permit> {
    return new Observable<Permit>((subscriber) => {
      const place = { returning: options.first === true };
      this.#waiting.push(place);
      const leave = (): void => {
        const at = this.#waiting.indexOf(place);
        if (at >= 0) {
          this.#waiting.splice(at, 1);
        }
      };
      // Before the limiter hears of it, which may serve the next one at once.
      subscriber.add(leave);
      subscriber.add(
        this.#limiter.permit(options).subscribe({
          next: (permit) => {
            this.#granted(place);
            leave();
            subscriber.next(this.#counted(permit));
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    });
  }

  /** What must hold at any moment: a timer only for somebody who waits. */
  check(): void {
    if (this.#scheduler.pending > Math.min(this.#waiting.length, 1)) {
      this.#violate(
        `${this.name} has ${this.#scheduler.pending} timers for ${this.#waiting.length} requests that wait for it`,
      );
    }
    if (this.#scheduler.pending === 0 && this.#waiting.length > 0) {
      this.#violate(`${this.name} has no timer, and ${this.#waiting.length} requests wait for it`);
    }
  }

  #granted(place: { readonly returning: boolean }): void {
    const first = this.#waiting.find(({ returning }) => returning) ?? this.#waiting[0];
    if (first !== place) {
      this.#violate(`${this.name} gave its permit to one who was not the first in line`);
    }
    const { now } = this.#world;
    this.#grants.push(now);
    if (this.#world.story !== undefined) {
      this.#world.tell(`${this.name} gives a permit`);
    }
    if (this.#spec.kind === "tokenBucket") {
      const { rate, burst } = this.#spec;
      for (const [at, since] of this.#grants.entries()) {
        const given = this.#grants.length - at;
        if (given > burst + ((now - since) * rate) / 1_000 + 1e-6) {
          this.#violate(`${this.name} gave ${given} permits within ${now - since} ms`);
          return;
        }
      }
    }
  }

  #counted(permit: Permit): Permit {
    let settled = false;
    this.unsettled += 1;
    return {
      settle: (outcome) => {
        if (!settled) {
          settled = true;
          this.unsettled -= 1;
        }
        permit.settle(outcome);
      },
    };
  }
}
