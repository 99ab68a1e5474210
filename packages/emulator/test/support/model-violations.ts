import type { ModelShape } from "./service-model.js";

/** What is in an answer and not in the model: members, values of enums, values of another type or out of bounds. */
export function modelViolations(shape: ModelShape | undefined, value: unknown, path = ""): readonly string[] {
  if (shape === undefined) {
    return [`${path} is not known`];
  }
  switch (shape.type) {
    case "structure":
      return Object.entries(value as object).flatMap(([name, each]) =>
        modelViolations(shape.members?.[name], each, `${path}.${name}`),
      );
    case "list":
      return (value as readonly unknown[]).flatMap((each) => modelViolations(shape.item, each, `${path}[]`));
    case "map":
      return Object.values(value as object).flatMap((each) => modelViolations(shape.value, each, `${path}{}`));
    case "string": {
      if (typeof value !== "string") {
        return [`${path} is no string`];
      }
      if (shape.enum !== undefined && !shape.enum.includes(value)) {
        return [`${path} is ${value}`];
      }
      const isShort = value.length <= (shape.max ?? Infinity) && value.length >= (shape.min ?? 0);
      return isShort && fits(shape.pattern, value) ? [] : [`${path} is ${value}`];
    }
    case "boolean":
      return typeof value === "boolean" ? [] : [`${path} is no boolean`];
    default:
      return typeof value === "number" && value >= (shape.min ?? 0) && value <= (shape.max ?? Infinity)
        ? []
        : [`${path} is no number, or none that may be`];
  }
}

const patterns = new Map<string, RegExp>();

function fits(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) {
    return true;
  }
  const whole = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "u");
  patterns.set(pattern, whole);
  return whole.test(value);
}
