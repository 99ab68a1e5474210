import { operationNames } from "../operations/services.js";
import { denialMembers, type DenialSeed } from "../seed/denial-seed.js";
import { checkMembers } from "../wire/check-members.js";

/**
 * Refuses a denial of an operation that does not exist. It would deny nothing, and a test with it would prove nothing.
 *
 * @throws TypeError that names the place
 */
export function checkDenials(denied: readonly DenialSeed[]): readonly DenialSeed[] {
  for (const [index, denial] of denied.entries()) {
    checkMembers(`denied[${index}]`, denial, denialMembers);
    const { operation = [] } = denial;
    const unknown = [operation].flat().find((name) => !operationNames.includes(name));
    if (unknown !== undefined) {
      throw new TypeError(
        `denied[${index}].operation is ${JSON.stringify(unknown)}; it must be one of ${operationNames.join(", ")}`,
      );
    }
  }
  return denied;
}
