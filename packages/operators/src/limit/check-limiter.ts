import type { Limiter } from "./limiter.js";

/** @throws TypeError for what gives no permits: the type says so, but not to a program in JavaScript. */
export function checkLimiter(limiter: Limiter, caller: string): void {
  if (typeof (limiter as Partial<Limiter> | null | undefined)?.permit !== "function") {
    throw new TypeError(
      `${caller} takes a limiter, such as tokenBucket({ ratePerSecond: 5 }) or adaptiveLimiter(), ` +
        `not ${typeof limiter === "object" && limiter !== null ? "an object without permit()" : String(limiter)}`,
    );
  }
}
