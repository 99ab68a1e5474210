import type { JsonSchema } from "../schema/json-schema.js";
import type { Fault } from "./fault.js";

interface FaultDescription {
  /** What the client meets. */
  readonly summary: string;
  readonly members: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const text: JsonSchema = { type: "string" };
const headers: JsonSchema = { type: "object", additionalProperties: text };

/** Every fault: what it is, and what it takes as JSON. */
export const faultDescriptions: Readonly<Record<Fault["type"], FaultDescription>> = {
  throttle: { summary: "`ThrottlingException`, whatever the token bucket says", members: { headers } },
  exception: {
    summary: "an exception of the service by its name, with the status that it has there",
    members: { name: text, message: text },
    required: ["name"],
  },
  error: {
    summary: "any error; `code` is its name",
    members: { status: { type: "integer", minimum: 100, maximum: 599 }, code: text, message: text, headers },
    required: ["status", "code", "message"],
  },
  reset: {
    summary: "a connection reset before the answer, in the middle of its body, or after it is sent",
    members: { when: { enum: ["before", "middle", "after"] } },
  },
  truncate: { summary: "JSON cut in the middle, with a `Content-Length` that fits", members: {} },
  garble: { summary: "JSON with characters in it that make it none, in its full length", members: {} },
  "content-type": { summary: "the answer with another `Content-Type`", members: { value: text }, required: ["value"] },
  html: {
    summary: "an HTML page, as a proxy in between gives it; the status is 502 unless it says otherwise",
    members: { status: { type: "integer", minimum: 200, maximum: 599 } },
  },
  hang: { summary: "no answer", members: {} },
  latency: { summary: "a late answer", members: { ms: { type: "number", minimum: 0 } }, required: ["ms"] },
  "empty-body": { summary: "200 with `{}`", members: {} },
  token: {
    summary: 'the answer with this `NextToken`, `""` too, or with none for `null`',
    members: { value: { type: ["string", "null"] } },
  },
  "expired-token": { summary: "`InvalidPaginationTokenException` for a request with a token", members: {} },
  "repeated-token": { summary: "the answer with the token that it was asked for with", members: {} },
  "cycling-tokens": {
    summary: "the tokens of the first `length` answers, over and over",
    members: { length: { type: "integer", minimum: 1 } },
    required: ["length"],
  },
  "empty-page": { summary: "a page without items whose token leads on to what would have been on it", members: {} },
  "short-page": {
    summary: "a page of at most `size` items, with a token if there are more",
    members: { size: { type: "integer", minimum: 1 } },
    required: ["size"],
  },
  "unknown-enum": {
    summary: "every member of that name (`Status`) with a value that no model knows (`SOMETHING_NEW`)",
    members: { member: text, value: text },
  },
  "unknown-member": {
    summary: "the output and each of its items with a member that no model knows (`SomethingNew`)",
    members: { name: text, value: {} },
  },
  "clock-skew": {
    summary: "`InvalidSignatureException`, as for a client whose clock is behind, with a `Date` ahead by `ms` (600000)",
    members: { ms: { type: "number" } },
  },
  "expired-credentials": {
    summary: "`ExpiredTokenException`, as for temporary credentials that are over",
    members: {},
  },
};

const fault: JsonSchema = {
  anyOf: Object.entries(faultDescriptions).map(([type, { members, required = [] }]) => ({
    type: "object",
    properties: { type: { const: type }, ...members },
    required: ["type", ...required],
    additionalProperties: false,
  })),
};

const names: JsonSchema = { anyOf: [text, { type: "array", items: text, minItems: 1 }] };
const index: JsonSchema = { type: "integer", minimum: 0 };

const spec: JsonSchema = {
  type: "object",
  properties: {
    operation: names,
    accountId: text,
    region: text,
    requests: {
      anyOf: [
        index,
        { type: "array", items: index },
        {
          type: "object",
          properties: { from: index, to: index, every: { type: "integer", minimum: 1 } },
          additionalProperties: false,
        },
      ],
    },
    probability: { type: "number", minimum: 0, maximum: 1 },
    seed: { type: "integer" },
    times: { type: "integer", minimum: 1 },
    fault,
    script: { type: "array", items: { anyOf: [{ type: "null" }, fault] }, minItems: 1 },
    repeat: { type: "boolean" },
  },
  additionalProperties: false,
};

/** A rule in JSON, or a list of them. */
export const faultSpecSchema: JsonSchema = { anyOf: [{ type: "array", items: spec }, spec] };
