import type { Limiter, Permit, PermitOptions } from "@rekognition-rx/operators";
import { Observable, Subject, takeUntil } from "rxjs";
import type { LimiterSpec } from "../program/program.js";
import type { Library } from "../user/library.js";
import { Random } from "../world/random.js";
import type { CountingScheduler, VirtualWorld } from "../world/virtual-world.js";
import type { LimiterPromise, LimiterRecord, PlaceInLine } from "./limiter-promise.js";
import { LIMITER_PROMISES } from "./limiter-promises.js";
import type { Broken, Violate } from "./promised.js";

/** A limiter of the library, between its users and whoever looks that it keeps what it promises. */
export class LimiterWatch implements Limiter, LimiterRecord {
  readonly spec: LimiterSpec;
  readonly waiting: PlaceInLine[] = [];
  readonly grants: number[] = [];
  unsettled = 0;
  readonly #name: string;
  readonly #limiter: Limiter;
  readonly #world: VirtualWorld;
  readonly #scheduler: CountingScheduler;
  readonly #violate: Violate;

  constructor(name: string, spec: LimiterSpec, library: Library, world: VirtualWorld, violate: Violate) {
    this.#name = name;
    this.spec = spec;
    this.#world = world;
    this.#violate = violate;
    this.#scheduler = world.scheduler(name);
    const scheduler = this.#scheduler;
    const jitter = new Random(spec.kind === "tokenBucket" ? spec.rate : spec.inFlight);
    const random = (): number => jitter.next();
    this.#limiter =
      spec.kind === "tokenBucket"
        ? library.tokenBucket({ ratePerSecond: spec.rate, burst: spec.burst, scheduler, random })
        : library.adaptiveLimiter({ initialInFlight: spec.inFlight, scheduler, random });
  }

  get timers(): number {
    return this.#scheduler.pending;
  }

  throttled(error: unknown): void {
    this.#limiter.throttled(error);
  }

  permit(options: PermitOptions = {}): Observable<Permit> {
    return new Observable<Permit>((subscriber) => {
      const place: PlaceInLine = {
        wasThrottled: options.first === true || (options.refusals ?? 0) > 0,
      };
      this.waiting.push(place);
      const leave = (): void => {
        const at = this.waiting.indexOf(place);
        if (at >= 0) {
          this.waiting.splice(at, 1);
        }
      };
      const gone = new Subject<void>();
      // Before the limiter hears of it, which may serve the next one at once; and it hears of it even in the midst of
      // being asked, where a permit that it gives to somebody else makes this one leave.
      subscriber.add(() => {
        leave();
        gone.next();
      });
      this.#limiter
        .permit(options)
        .pipe(takeUntil(gone))
        .subscribe({
          next: (permit) => {
            this.#granted(place);
            leave();
            subscriber.next(this.#counted(permit));
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        });
    });
  }

  rested(): void {
    this.#judge(({ rests }) => rests?.(this));
  }

  ended(liveWalks: number): void {
    this.#judge(({ ends }) => ends?.(this, liveWalks));
  }

  #granted(place: PlaceInLine): void {
    this.grants.push(this.#world.now);
    if (this.#world.story !== undefined) {
      this.#world.narrate(`${this.#name} gives a permit`);
    }
    this.#judge(({ grants }) => grants?.(this, place));
  }

  #counted(permit: Permit): Permit {
    const at = this.#world.now;
    let settled = false;
    this.unsettled += 1;
    return {
      settle: (outcome) => {
        if (!settled) {
          settled = true;
          this.unsettled -= 1;
          if (outcome.type === "throttled") {
            this.grants.splice(this.grants.indexOf(at), 1);
          }
        }
        permit.settle(outcome);
      },
    };
  }

  #judge(judge: (watches: LimiterPromise["watches"]) => Broken): void {
    for (const promise of LIMITER_PROMISES) {
      const broken = judge(promise.watches);
      if (broken !== undefined) {
        this.#violate(promise, `${this.#name} ${broken}`);
      }
    }
  }
}
