import { asGiven } from "./as-given.js";

/**
 * @param argument - whose option it is, and which: `decodeProjects: unknownEnums`.
 * @param choices - all that it may be, besides left out.
 * @param otherwise - what else it may be, if the caller has looked for that: `or a function`.
 * @throws TypeError for what is given and is none of them.
 */
export function checkChoice(argument: string, value: unknown, choices: readonly unknown[], otherwise = ""): void {
  if (value !== undefined && !choices.includes(value)) {
    const spelt = choices.map(asGiven);
    const list = otherwise === "" ? spelt.join(" or ") : `${spelt.join(", ")} ${otherwise}`;
    throw new TypeError(`${argument} must be ${list}, not ${asGiven(value)}`);
  }
}
