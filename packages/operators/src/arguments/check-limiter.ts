import { checkMethods } from "./check-methods.js";

/** @throws TypeError for what gives no permits: the type says so, but not to a program in JavaScript. */
export function checkLimiter(caller: string, limiter: unknown): void {
  checkMethods(
    `${caller}: the limiter`,
    limiter,
    "one such as tokenBucket({ ratePerSecond: 5 }) or adaptiveLimiter()",
    ["permit", "throttled"],
  );
}
