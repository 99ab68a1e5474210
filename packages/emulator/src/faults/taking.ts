import type { JsonSchema } from "../seed/json-schema.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";

/** Milliseconds: a hundred years of 365 days. */
const LONGEST_OFFSET = 100 * 365 * 86_400_000;

/** What a member of a fault takes: its schema and its type. */
export interface Taking<A> {
  readonly schema: JsonSchema;
  readonly isOptional: boolean;
  /** Never set: it only gives the type that the schema stands for. */
  readonly of?: A;
}

/** A member that may be left out. */
export function optional<A>({ schema }: Taking<A>): Taking<A | undefined> {
  return { schema, isOptional: true };
}

/** One of several texts. */
export function wordOf<A extends string>(words: readonly A[]): Taking<A> {
  return required({ enum: words });
}

/** Any text. */
export const text: Taking<string> = required({ type: "string" });

/** A text that can be the value of a header. */
export const headerValue: Taking<string> = required({
  type: "string",
  pattern: "^[\\t\\u0020-\\u007e\\u0080-\\u00ff]*$",
  description: "a value that a header can have: Latin-1 characters without line breaks",
});

/** Headers by name. */
export const headers: Taking<Readonly<Record<string, string>>> = required({
  type: "object",
  propertyNames: {
    pattern: "^[\\w!#$%&'*+.^`|~-]+$",
    description: "a name that a header can have, such as Retry-After",
  },
  additionalProperties: headerValue.schema,
});

/** An HTTP status of a final answer. */
export const httpStatus: Taking<number> = required({ type: "integer", minimum: 200, maximum: 599 });

/** A whole number, 1 or more. */
export const count: Taking<number> = required({ type: "integer", minimum: 1 });

/** A place in a list, from 0. */
export const place: Taking<number> = required({ type: "integer", minimum: 0 });

/** Milliseconds by which a clock may be wrong: at most a century, so that it still shows a valid time. */
export const clockOffset: Taking<number> = required({
  type: "number",
  minimum: -LONGEST_OFFSET,
  maximum: LONGEST_OFFSET,
});

/** Milliseconds that a timer can wait. */
export const waitingTime: Taking<number> = required({ type: "number", minimum: 0, maximum: LONGEST_TIMER });

/** A text, or `null` for none. */
export const textOrNull: Taking<string | null> = required({ type: ["string", "null"] });

/** Any JSON value. */
export const anything: Taking<unknown> = required({});

function required<A>(schema: JsonSchema): Taking<A> {
  return { schema, isOptional: false };
}
