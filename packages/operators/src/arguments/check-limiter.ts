import { checkMethods } from "./check-methods.js";

/**
 * @throws TypeError for a value that is not a limiter. The types demand one, but they do not check a program in
 * JavaScript.
 */
export function checkLimiter(caller: string, limiter: unknown): void {
  checkMethods(
    `${caller}: the limiter`,
    limiter,
    "one such as tokenBucket({ ratePerSecond: 5 }) or adaptiveLimiter()",
    ["permit", "throttled"],
  );
}
