import { isJsonObject } from "../wire/json-object.js";
import type { JsonSchema } from "./json-schema.js";

/** What is wrong with a value, and where in it. */
export interface SchemaViolation {
  /** `accounts[0].projects[3].status`; empty for the value itself. */
  readonly path: string;
  readonly problem: string;
}

/**
 * The first problem of a value under a schema; `undefined` if the value is valid.
 *
 * If there are several alternatives, the problem is that of the one that the value names by its `type`, or else of the one
 * that it comes closest to.
 */
export function firstViolation(
  schema: JsonSchema,
  value: unknown,
  path = "",
  definitions: NonNullable<JsonSchema["$defs"]> = schema.$defs ?? {},
): SchemaViolation | undefined {
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.replace("#/$defs/", "")];
    if (target === undefined) {
      throw new Error(`the schema has no ${schema.$ref}`);
    }
    return firstViolation(target, value, path, definitions);
  }
  const problem = ownProblem(schema, value);
  if (problem !== undefined) {
    return { path, problem };
  }
  if (schema.anyOf !== undefined) {
    return violationOfAll(schema.anyOf, value, path, definitions);
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) {
      const violation = firstViolation(schema.items, item, `${path}[${index}]`, definitions);
      if (violation !== undefined) {
        return violation;
      }
    }
  }
  return isJsonObject(value) ? violationOfMembers(schema, value, path, definitions) : undefined;
}

function violationOfMembers(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
  definitions: NonNullable<JsonSchema["$defs"]>,
): SchemaViolation | undefined {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) {
    return { path: join(path, missing), problem: "is missing" };
  }
  for (const [name, member] of Object.entries(value)) {
    const problem = schema.propertyNames && ownProblem(schema.propertyNames, name);
    if (problem !== undefined) {
      return { path, problem: `has a member whose name ${problem}` };
    }
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const memberPath = join(path, name);
    if (declared === undefined && additionalProperties === false) {
      const known = Object.keys(properties).join(", ");
      const hint = known === "" ? "there are none here" : `it must be one of ${known}`;
      return { path: memberPath, problem: `is not a known member; ${hint}` };
    }
    const ofMember = declared ?? (typeof additionalProperties === "object" ? additionalProperties : {});
    const violation = firstViolation(ofMember, member, memberPath, definitions);
    if (violation !== undefined) {
      return violation;
    }
  }
  return undefined;
}

function violationOfAll(
  alternatives: readonly JsonSchema[],
  value: unknown,
  path: string,
  definitions: NonNullable<JsonSchema["$defs"]>,
): SchemaViolation | undefined {
  const meant = byTag(alternatives, value);
  if (meant !== undefined) {
    if ("schema" in meant) {
      return firstViolation(meant.schema, value, path, definitions);
    }
    return { path: join(path, "type"), problem: meant.problem };
  }
  const violations: SchemaViolation[] = [];
  for (const alternative of alternatives) {
    const violation = firstViolation(alternative, value, path, definitions);
    if (violation === undefined) {
      return undefined;
    }
    violations.push(violation);
  }
  // A violation deep inside means that the value is of the right kind down to there.
  const deepest = violations.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest !== undefined && deepest.path !== path) {
    return deepest;
  }
  // A problem that several alternatives have is reported once.
  return { path, problem: [...new Set(violations.map(({ problem }) => problem))].join("; or it ") };
}

/** The alternative that an object names by its `type`; `undefined` unless every alternative has a constant `type`. */
function byTag(
  alternatives: readonly JsonSchema[],
  value: unknown,
): { readonly schema: JsonSchema } | { readonly problem: string } | undefined {
  const tags = alternatives.map(({ properties }) => properties?.["type"]?.const);
  if (!isJsonObject(value) || tags.includes(undefined)) {
    return undefined;
  }
  const schema = alternatives[tags.indexOf(value["type"])];
  if (schema !== undefined) {
    return { schema };
  }
  if (value["type"] === undefined) {
    return { problem: "is missing" };
  }
  return { problem: `${shown(value["type"])}; it must be one of ${tags.join(", ")}` };
}

function ownProblem(schema: JsonSchema, value: unknown): string | undefined {
  const { type, pattern, description } = schema;
  if (schema.const !== undefined && value !== schema.const) {
    return `${shown(value)}; it must be ${JSON.stringify(schema.const)}`;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return `${shown(value)}; it must be one of ${schema.enum.join(", ")}`;
  }
  const types = typeof type === "string" ? [type] : type;
  if (types !== undefined && !types.some((each) => isOfType(value, each))) {
    return `${shown(value)}; it must be ${types.map((each) => typeNames[each] ?? each).join(" or ")}`;
  }
  if (typeof value === "string") {
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
    if (value.length < minLength) {
      return `has ${value.length} characters; it must have ${minLength} or more`;
    }
    if (value.length > maxLength) {
      return `has ${value.length} characters; it must have ${maxLength} or fewer`;
    }
    if (pattern !== undefined && !patternOf(pattern).test(value)) {
      return `${shown(value)}; it must ${description === undefined ? `match ${pattern}` : `be ${description}`}`;
    }
  }
  if (typeof value === "number") {
    if (value < (schema.minimum ?? Number.NEGATIVE_INFINITY)) {
      return `${shown(value)}; it must be ${schema.minimum} or more`;
    }
    if (value > (schema.maximum ?? Number.POSITIVE_INFINITY)) {
      return `${shown(value)}; it must be ${schema.maximum} or less`;
    }
  }
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) {
      return `has ${value.length} items; it must have ${schema.minItems} or more`;
    }
    if (value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) {
      return `has ${value.length} items; it must have ${schema.maxItems} or fewer`;
    }
  }
  return undefined;
}

const patterns = new Map<string, RegExp>();

/** Compiled once: an account of a hundred thousand projects is checked by the same few patterns. */
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isJsonObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  integer: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
};

/** A value, shortened for a message. */
function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return `is ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
