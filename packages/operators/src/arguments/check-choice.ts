import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its option: `decodeProjects: unknownEnums`.
 * @param choices - all allowed values. The option may also be left out.
 * @param otherwise - what else is allowed and was checked by the caller: `or a function`.
 * @throws TypeError for a value that is given and is none of them.
 */
export function checkChoice(argument: string, value: unknown, choices: readonly unknown[], otherwise = ""): void {
  if (value !== undefined && !choices.includes(value)) {
    const spelt = choices.map(asGiven);
    const list = otherwise === "" ? spelt.join(" or ") : `${spelt.join(", ")} ${otherwise}`;
    throw new TypeError(`${argument} must be ${list}, not ${asGiven(value)}`);
  }
}
