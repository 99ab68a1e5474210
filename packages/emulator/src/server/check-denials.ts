import { operationNames } from "../operations/services.js";
import type { DenialSeed } from "../seed/denial-seed.js";

/**
 * Refuses a denial of an operation that does not exist. It would deny nothing, and a test with it would prove nothing.
 *
 * @throws TypeError that names the place
 */
export function checkDenials(denied: readonly DenialSeed[]): readonly DenialSeed[] {
  for (const [index, { operation = [] }] of denied.entries()) {
    const unknown = [operation].flat().find((name) => !operationNames.includes(name));
    if (unknown !== undefined) {
      throw new TypeError(
        `denied[${index}].operation is ${JSON.stringify(unknown)}; it must be one of ${operationNames.join(", ")}`,
      );
    }
  }
  return denied;
}
