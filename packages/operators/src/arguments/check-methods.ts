import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its argument: `retryThrottled: budget`.
 * @param what - what the value has to be, with an example of how to get one: `a retry budget, such as retryBudget()`.
 * @param methods - the methods that will be called on it.
 * @throws TypeError for a value that lacks one of the methods. Otherwise this would show only at the first failure.
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
