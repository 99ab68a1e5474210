import type { Paging } from "../operations/operation.js";
import type { JsonSchema } from "../seed/json-schema.js";
import type { JsonObject } from "../wire/json-object.js";
import type { Answer } from "../wire/answer.js";
import type { ServiceError } from "../wire/service-error.js";
import type { Taking } from "./taking.js";

/** A request, as a fault sees it. */
export interface FaultedRequest {
  /** Makes the answer that the request would have got; `paging` may change the size of its page. Never throws. */
  readonly work: (paging?: Paging) => Answer;
  /** Makes the answer for an error. */
  readonly refuse: (error: ServiceError) => Answer;
  /** The token that the request has. */
  readonly token: string | undefined;
  /** The tokens that faults remember for this operation, account and region. */
  readonly given: string[];
}

/** What the client gets: an answer, a connection that is reset, or a connection on which nothing comes. */
export type FaultedAnswer = Answer | "reset" | "hang";

/** A kind of fault: everything that the emulator knows of it. */
export interface FaultKind<F extends { readonly type: string }> {
  readonly type: F["type"];
  /** What the client meets. */
  readonly summary: string;
  /** Its members in JSON. */
  readonly schema: JsonSchema;
  /** Whether it can strike a request with this input. A request that it cannot strike uses up none of a rule's `times`. */
  readonly strikes: (input: JsonObject | undefined) => boolean;
  readonly apply: (fault: F, request: FaultedRequest) => FaultedAnswer;
}

/** The members of a fault except its type, each with what it takes. The compiler checks them against the fault's own type. */
type Takes<F> = { readonly [Name in Exclude<keyof F, "type">]-?: Taking<F[Name]> };

/** Defines a kind of fault. Its schema and its entry in the documentation are made from this. */
export function faultKind<F extends { readonly type: string }>(definition: {
  readonly type: F["type"];
  readonly summary: string;
  readonly takes: Takes<F>;
  /** @defaultValue it can strike every request */
  readonly strikes?: ((input: JsonObject | undefined) => boolean) | undefined;
  readonly apply: (fault: F, request: FaultedRequest) => FaultedAnswer;
}): FaultKind<F> {
  const { type, summary, takes, strikes = () => true, apply } = definition;
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
    strikes,
    apply,
  };
}
