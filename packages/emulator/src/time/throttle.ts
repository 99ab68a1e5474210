import { checkMembers } from "../wire/check-members.js";
import { ServiceError } from "../wire/service-error.js";
import { throttleMembers, type ThrottleOptions } from "./throttle-options.js";
import { TokenBucket } from "./token-bucket.js";

/** Keeps a {@link TokenBucket} for each key, all with the same options. */
export class Throttle {
  readonly #clock: () => number;
  readonly #buckets = new Map<string, TokenBucket>();
  #options: ThrottleOptions | undefined;

  /** @throws RangeError when an option is out of range */
  constructor(options: ThrottleOptions | undefined, clock: () => number) {
    this.#clock = clock;
    this.#options = checked(options);
  }

  /** Sets other options. Every bucket is full again. @throws RangeError when an option is out of range */
  set(options: ThrottleOptions | undefined): void {
    this.#options = checked(options);
    this.#buckets.clear();
  }

  /** @throws {@link ServiceError} `ThrottlingException`, when the bucket of the key is empty */
  admit(key: string): void {
    if (!this.take(key)) {
      throw rateExceeded();
    }
  }

  /** Takes a token from the bucket of the key. @returns whether it had one */
  take(key: string): boolean {
    if (this.#options === undefined) {
      return true;
    }
    const nowMs = this.#clock();
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = new TokenBucket(this.#options, nowMs);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(nowMs);
  }
}

/** What the service answers when requests come faster than its rate. */
export function rateExceeded(headers?: Readonly<Record<string, string>>): ServiceError {
  return new ServiceError({ code: "ThrottlingException", message: "Rate exceeded", headers });
}

function checked(options: ThrottleOptions | undefined): ThrottleOptions | undefined {
  if (options === undefined) {
    return undefined;
  }
  checkMembers("throttle", options, throttleMembers);
  const { ratePerSecond, burst } = options;
  if (!(Number.isFinite(ratePerSecond) && ratePerSecond > 0)) {
    throw new RangeError(`throttle.ratePerSecond is ${ratePerSecond}; it must be more than 0`);
  }
  if (!(Number.isFinite(burst) && burst >= 1)) {
    throw new RangeError(`throttle.burst is ${burst}; it must be 1 or more, or nothing would ever pass`);
  }
  return { ratePerSecond, burst };
}
