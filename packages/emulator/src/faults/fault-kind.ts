import type { Paging } from "../operations/operation.js";
import type { JsonSchema } from "../seed/json-schema.js";
import type { Answer } from "../wire/answer.js";
import type { ServiceError } from "../wire/service-error.js";
import type { Taking } from "./taking.js";

/** What a fault has to do with. */
export interface FaultedRequest {
  /** What would have answered it, with pages of another size; never throws. */
  readonly work: (paging?: Paging) => Answer;
  /** The answer that an error makes. */
  readonly refuse: (error: ServiceError) => Answer;
  /** The token that it was sent with. */
  readonly token: string | undefined;
  /** The tokens that requests like it were given, for faults to remember them by. */
  readonly given: string[];
}

/** What the client gets; in place of an answer, a connection that is reset or one that nothing comes on. */
export type FaultedAnswer = Answer | "reset" | "hang";

/** A kind of fault: everything that the emulator knows of it. */
export interface FaultKind<F extends { readonly type: string }> {
  readonly type: F["type"];
  /** What the client meets. */
  readonly summary: string;
  /** Its members in JSON. */
  readonly schema: JsonSchema;
  readonly apply: (fault: F, request: FaultedRequest) => FaultedAnswer;
}

/** The members of a fault but for its type, each with what it takes: the compiler holds them to the fault's own type. */
type Takes<F> = { readonly [Name in Exclude<keyof F, "type">]-?: Taking<F[Name]> };

/** Defines a kind of fault. Its schema and its place in the documentation follow. */
export function faultKind<F extends { readonly type: string }>(definition: {
  readonly type: F["type"];
  readonly summary: string;
  readonly takes: Takes<F>;
  readonly apply: (fault: F, request: FaultedRequest) => FaultedAnswer;
}): FaultKind<F> {
  const { type, summary, takes, apply } = definition;
  const members = Object.entries<Taking<unknown>>(takes);
  return {
    type,
    summary,
    schema: {
      type: "object",
      properties: { type: { const: type }, ...Object.fromEntries(members.map(([name, { schema }]) => [name, schema])) },
      required: ["type", ...members.filter(([, { isOptional }]) => !isOptional).map(([name]) => name)],
      additionalProperties: false,
    },
    apply,
  };
}
