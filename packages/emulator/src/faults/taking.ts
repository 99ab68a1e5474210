import type { JsonSchema } from "../seed/json-schema.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";

/** Milliseconds: a hundred years of 365 days. */
const LONGEST_OFFSET = 100 * 365 * 86_400_000;

/** What a member of a fault takes: its schema, and with it its type. */
export interface Taking<A> {
  readonly schema: JsonSchema;
  readonly isOptional: boolean;
  /** Never there: it says which type the schema stands for. */
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

/** A text that a header can have. */
export const headerValue: Taking<string> = required({
  type: "string",
  pattern: "^[\\t\\u0020-\\u007e\\u0080-\\u00ff]*$",
  description: "what a header can have",
});

/** Headers by name. */
export const headers: Taking<Readonly<Record<string, string>>> = required({
  type: "object",
  propertyNames: { pattern: "^[\\w!#$%&'*+.^`|~-]+$", description: "what a header can be called" },
  additionalProperties: headerValue.schema,
});

/** An HTTP status that ends a request. */
export const httpStatus: Taking<number> = required({ type: "integer", minimum: 200, maximum: 599 });

/** A whole number from 1 on. */
export const count: Taking<number> = required({ type: "integer", minimum: 1 });

/** A place in a list, from 0. */
export const place: Taking<number> = required({ type: "integer", minimum: 0 });

/** Milliseconds by which a clock can be off, so that what it shows is still a time: a century. */
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
