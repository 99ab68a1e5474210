import { KeptStage, type KeptStageOptions } from "./stages/kept-stage.js";
import type { Pace } from "./pace.js";
import { ProbeStage } from "./stages/probe-stage.js";
import type { Sent, Traffic } from "./traffic.js";

/**
 * The pace for a quota that is known, but perhaps shared. First kept, until everything is refused. Then probe, until a
 * request is served. Then kept again.
 */
export class BucketPace implements Pace {
  readonly #traffic: Traffic;
  readonly #kept: KeptStage;
  readonly #gap: number;
  #probe: ProbeStage | undefined;

  /** @param interval - milliseconds in which one token flows in. */
  constructor(traffic: Traffic, interval: number, burst: number, options?: KeptStageOptions) {
    this.#traffic = traffic;
    this.#kept = new KeptStage(traffic, interval, burst, options);
    this.#gap = Math.min(OUTAGE_GAP, OUTAGE_INTERVALS * interval);
  }

  get interval(): number {
    return (this.#probe ?? this.#kept).interval;
  }

  get isServing(): boolean {
    return this.#probe === undefined;
  }

  /** Whether nothing of the rate is given up. */
  get isWhole(): boolean {
    return this.#kept.isWhole;
  }

  dueAt(): number {
    return this.#probe === undefined ? this.#kept.dueAt() : Math.max(this.#probe.dueAt(), this.#kept.tokenAt());
  }

  issued(sent: Sent): void {
    this.#kept.issued(sent);
    this.#probe?.issued();
  }

  served(sent: Sent): void {
    if (this.#probe === undefined) {
      this.#kept.served();
    } else if (this.#probe.served(sent)) {
      this.#probe = undefined;
      this.#kept.comeBack();
    }
  }

  refused(sent: Sent): void {
    if (this.#probe !== undefined) {
      this.#kept.excused(sent);
      this.#probe.refused(sent);
    } else if (this.#kept.refused(sent)) {
      this.#probe = new ProbeStage(this.#traffic, this.#gap);
    }
  }

  excused(sent: Sent): void {
    this.#kept.excused(sent);
  }

  remember(): () => void {
    return this.#kept.remember();
  }

  dropped(sent: Sent): void {
    this.#probe?.dropped(sent);
  }
}

/** The time until the first probe, in milliseconds and in intervals between requests: the shorter of the two counts. */
const OUTAGE_GAP = 250;
const OUTAGE_INTERVALS = 4;
