import { retryThrottled } from "@rekognition-rx/operators";
import { catchError, EMPTY, ignoreElements, of, repeat } from "rxjs";
import type { LimiterMaker, Limiters } from "../limiters.js";
import { Random } from "../../simulation/world/random.js";
import { MeteredService, type Sent } from "../service/metered-service.js";
import type { Weather } from "../service/weather.js";
import { WeatherClock } from "./weather-clock.js";

/** A process with a limiter of its own, and what it is to do. */
export interface Process {
  readonly limiter: LimiterMaker;
  readonly walks: number;
  /** Pages of each walk, one after the other. `Infinity`: as many as the time allows. */
  readonly pages: number;
  /** When its walks begin, in ms. */
  readonly from?: number;
  /** When as many walks begin again, with the same limiter, in ms. */
  readonly again?: number;
  /** Walks of one page that are refused for good. */
  readonly poison?: Poison | undefined;
}

/** Walks of one page that are refused for good, beside the others of a process. */
interface Poison {
  readonly walks: number;
  readonly maxAttempts?: number | undefined;
  /**
   * When they begin, in ms after the others.
   *
   * @defaultValue 0: just before the others
   */
  readonly after?: number;
}

export interface RunOptions {
  readonly seed: number;
  /** In ms. */
  readonly until?: number;
  readonly paced: Limiters["paced"];
  /**
   * Workers of a program that does not yield, from the start until all walks have ended: each asks again as soon as it
   * has an answer, or has given up after the three attempts of the SDK's standard mode.
   */
  readonly workers?: number;
}

export interface WeatherRun {
  readonly weather: Weather;
  readonly sent: readonly Sent[];
  /** Walks that failed, poison aside. */
  readonly lost: number;
  /** When the last walk of each process was done, of those that began again where it has such; `Infinity` if not all were. */
  readonly doneAt: readonly number[];
}

/** Requests that were served from one time to another. */
export function servedBetween({ sent }: WeatherRun, from: number, to: number): number {
  return sent.filter(({ outcome, answeredAt }) => outcome === "served" && answeredAt >= from && answeredAt < to).length;
}

/** The least milliseconds that a quota allows for so many requests. */
export function idealTime({ burst, rate, latency }: Weather, requests: number): number {
  return (Math.max(0, requests - burst) / rate) * 1_000 + latency;
}

/** Processes in one weather, until all are done, or until a time. */
export function runWeather(
  weather: Weather,
  processes: readonly Process[],
  { seed, until, paced, workers = 0 }: RunOptions,
): WeatherRun {
  const clock = new WeatherClock();
  const random = new Random(seed);
  const service = new MeteredService(weather, clock, random);
  const doneAt = processes.map(() => Number.POSITIVE_INFINITY);
  let lost = 0;
  let walking = processes.reduce((sum, { walks, again }) => sum + (again === undefined ? walks : 2 * walks), 0);
  for (const [index, { limiter, walks, pages, from = 0, again, poison }] of processes.entries()) {
    const shared = limiter(clock, () => random.next());
    const options = { scheduler: clock, random: () => random.next() };
    const perRequest = paced(shared, options);
    let left = again === undefined ? walks : 2 * walks;
    const begin = (): void => {
      for (let walk = 0; walk < walks; walk += 1) {
        let page = 0;
        const next = (): void => {
          page += 1;
          perRequest(service.request(index, false), REQUEST).subscribe({
            complete() {
              if (page < pages) {
                next();
                return;
              }
              left -= 1;
              walking -= 1;
              doneAt[index] = left === 0 ? clock.now() : Number.POSITIVE_INFINITY;
            },
            error() {
              lost += 1;
              walking -= 1;
            },
          });
        };
        next();
      }
    };
    if (poison !== undefined) {
      clock.at(from + (poison.after ?? 0), () => {
        for (let walk = 0; walk < poison.walks; walk += 1) {
          paced(shared, { ...options, maxAttempts: poison.maxAttempts })(
            service.request(index, true),
            REQUEST,
          ).subscribe({
            error: () => undefined,
          });
        }
      });
    }
    clock.at(from, begin);
    if (again !== undefined) {
      clock.at(again, begin);
    }
  }
  for (let worker = 0; worker < workers; worker += 1) {
    service
      .request(WORKER, false)
      .pipe(
        retryThrottled({ scheduler: clock, random: () => random.next() }),
        ignoreElements(),
        catchError(() => EMPTY),
        repeat({ delay: () => (walking > 0 ? of(undefined) : EMPTY) }),
      )
      .subscribe();
  }
  clock.run(until);
  return { weather, sent: service.sent, lost, doneAt };
}

/** The process of the workers. */
const WORKER = -1;
const REQUEST = { operation: "DescribeProjects", token: undefined, index: 0 };
