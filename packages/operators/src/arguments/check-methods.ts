import { asGiven } from "./as-given.js";

/**
 * @param argument - whose argument it is, and which: `retryThrottled: budget`.
 * @param what - what it has to be, with an example of how to get one: `a retry budget, such as retryBudget()`.
 * @param methods - what will be called on it.
 * @throws TypeError for what lacks one of the methods: it would be found out by the first failure, at night.
 */
export function checkMethods(argument: string, value: unknown, what: string, methods: readonly string[]): void {
  if (!methods.every((method) => hasMethod(value, method))) {
    throw new TypeError(`${argument} must be ${what}, with ${methods.join("() and ")}(), not ${asGiven(value)}`);
  }
}

function hasMethod(value: unknown, method: string): boolean {
  try {
    return typeof (value as Readonly<Record<string, unknown>> | null | undefined)?.[method] === "function";
  } catch {
    return false;
  }
}
