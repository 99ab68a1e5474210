import { Observable } from "rxjs";
import type { Random } from "../../simulation/world/random.js";
import type { WeatherClock } from "../world/weather-clock.js";
import { Throttle } from "./throttle.js";
import { JITTER, type Weather } from "./weather.js";

/** A request that was sent, and what became of it. */
export interface Sent {
  readonly process: number;
  readonly poison: boolean;
  readonly at: number;
  answeredAt: number;
  outcome: "under way" | "served" | "refused";
}

/** A service that throttles by a token bucket, asked in the middle of each request's latency. */
export class MeteredService {
  readonly sent: Sent[] = [];
  readonly #weather: Weather;
  readonly #clock: WeatherClock;
  readonly #random: Random;
  #rate: number;
  #tokens: number;
  #filledAt = 0;

  constructor(weather: Weather, clock: WeatherClock, random: Random) {
    this.#weather = weather;
    this.#clock = clock;
    this.#random = random;
    this.#rate = weather.rate;
    this.#tokens = weather.burst;
    for (const { at, rate } of weather.changes ?? []) {
      clock.at(at, () => {
        this.#fill();
        this.#rate = rate;
      });
    }
  }

  /** One request a subscription. Poison is always refused. */
  request(process: number, poison: boolean): Observable<string> {
    return new Observable((subscriber) => {
      const sent: Sent = { process, poison, at: this.#clock.now(), answeredAt: Number.NaN, outcome: "under way" };
      this.sent.push(sent);
      this.#clock.at(this.#clock.now() + this.#leg(), () => {
        const served = !poison && this.#serves();
        this.#clock.at(this.#clock.now() + this.#leg(), () => {
          sent.answeredAt = this.#clock.now();
          sent.outcome = served ? "served" : "refused";
          if (served) {
            subscriber.next("page");
            subscriber.complete();
          } else {
            subscriber.error(new Throttle(this.#weather.retryAfter));
          }
        });
      });
    });
  }

  /** There, or back. */
  #leg(): number {
    return (this.#weather.latency / 2) * (1 + JITTER * (2 * this.#random.next() - 1));
  }

  #serves(): boolean {
    this.#fill();
    const { outage } = this.#weather;
    const now = this.#clock.now();
    if (outage !== undefined && now >= outage.from && now < outage.to) {
      return false;
    }
    const serves = this.#tokens >= 1 - 1e-9;
    this.#tokens -= serves ? 1 : 0;
    return serves;
  }

  #fill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#weather.burst, this.#tokens + ((now - this.#filledAt) * this.#rate) / 1_000);
    this.#filledAt = now;
  }
}
