import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A string with a limited length, in characters, and a pattern that the whole string must match (Java's `matches`). */
export function text(
  constraints: {
    readonly minLength?: number;
    readonly maxLength?: number;
    /** As the service model writes it. */
    readonly pattern?: string;
  } = {},
): Member<string> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraints;
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, "u");
  return {
    read(value) {
      if (typeof value !== "string") {
        throw wrongJsonType(value, "String");
      }
      return value;
    },
    broken(value) {
      const broken: string[] = [];
      if (value.length > maxLength) {
        broken.push(`Member must have length less than or equal to ${maxLength}`);
      }
      if (value.length < minLength) {
        broken.push(`Member must have length greater than or equal to ${minLength}`);
      }
      // The time of some patterns grows with the square of the length: a string that is far too long is not matched.
      const isWithinReach = value.length <= 10 * maxLength;
      if (isWithinReach && whole?.test(value) === false) {
        broken.push(`Member must satisfy regular expression pattern: ${pattern}`);
      }
      return broken;
    },
    show: (value) => value,
    about: {
      type: "string",
      constraints: [
        ...(maxLength === Number.POSITIVE_INFINITY ? [] : [`${minLength} to ${maxLength} characters`]),
        ...(pattern === undefined ? [] : [`\`${pattern}\``]),
      ],
    },
  };
}
