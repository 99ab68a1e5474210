import { checkFunction } from "./check-function.js";

/**
 * @param caller - the function whose options they are.
 * @param callbacks - the optional callbacks, by name.
 * @throws TypeError for a callback that is given and is not a function.
 */
export function checkCallbacks(caller: string, callbacks: Readonly<Record<string, unknown>>): void {
  for (const [name, callback] of Object.entries(callbacks)) {
    if (callback !== undefined) {
      checkFunction(`${caller}: ${name}`, callback);
    }
  }
}
