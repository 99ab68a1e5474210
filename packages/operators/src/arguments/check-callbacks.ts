import { checkFunction } from "./check-function.js";

/**
 * @param caller - whose options they are.
 * @param callbacks - the optional callbacks, by name.
 * @throws TypeError for one that is given and is no function.
 */
export function checkCallbacks(caller: string, callbacks: Readonly<Record<string, unknown>>): void {
  for (const [name, callback] of Object.entries(callbacks)) {
    if (callback !== undefined) {
      checkFunction(`${caller}: ${name}`, callback);
    }
  }
}
