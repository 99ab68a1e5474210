import { operations } from "../operations/operations.js";
import { longestTimer } from "../server/longest-timer.js";
import type { JsonSchema } from "../schema/json-schema.js";
import type { Fault } from "./fault.js";
import type { FaultSpec } from "./fault-spec.js";

interface FaultDescription {
  /** What the client meets. */
  readonly summary: string;
  readonly members: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const text: JsonSchema = { type: "string" };
const headerValue: JsonSchema = {
  type: "string",
  pattern: "^[\\t\\u0020-\\u007e\\u0080-\\u00ff]*$",
  description: "what a header can have",
};
const headers: JsonSchema = { type: "object", additionalProperties: headerValue };

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
    members: { status: { type: "integer", minimum: 200, maximum: 599 }, code: text, message: text, headers },
    required: ["status", "code", "message"],
  },
  reset: {
    summary: "a connection reset before the answer, in the middle of its body, or after it is sent",
    members: { when: { enum: ["before", "middle", "after"] } },
  },
  truncate: { summary: "JSON cut in the middle, with a `Content-Length` that fits", members: {} },
  garble: { summary: "JSON with characters in it that make it none, in its full length", members: {} },
  "content-type": {
    summary: "the answer with another `Content-Type`",
    members: { value: headerValue },
    required: ["value"],
  },
  html: {
    summary: "an HTML page, as a proxy in between gives it; the status is 502 unless it says otherwise",
    members: { status: { type: "integer", minimum: 200, maximum: 599 } },
  },
  hang: { summary: "no answer", members: {} },
  latency: {
    summary: "a late answer",
    members: { ms: { type: "number", minimum: 0, maximum: longestTimer } },
    required: ["ms"],
  },
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

const operation: JsonSchema = { enum: [...operations.keys()] };
const index: JsonSchema = { type: "integer", minimum: 0 };

/** The members of a rule: what each narrows down, and what it takes as JSON. */
export const ruleDescriptions: Readonly<
  Record<keyof FaultSpec, { readonly summary: string; readonly takes: string; readonly schema: JsonSchema }>
> = {
  operation: {
    summary: "only these operations",
    takes: "the name of an operation, or a list of them",
    schema: { anyOf: [operation, { type: "array", items: operation, minItems: 1 }] },
  },
  accountId: { summary: "only this account", takes: "string", schema: text },
  region: { summary: "only this region", takes: "string", schema: text },
  requests: {
    summary: "only the requests of these numbers, from 0, among those of one operation, account and region",
    takes: "integer, list of integers, or `{ from?, to?, every? }`",
    schema: {
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
  },
  probability: {
    summary: "only this share of the requests, chosen at random",
    takes: "number from 0 to 1",
    schema: { type: "number", minimum: 0, maximum: 1 },
  },
  seed: {
    summary: "of the choice at random: the same one chooses the same requests; 1 unless it says otherwise",
    takes: "integer",
    schema: { type: "integer" },
  },
  times: {
    summary: "so many times at most",
    takes: "integer from 1",
    schema: { type: "integer", minimum: 1 },
  },
  bucket: {
    summary: "only what a token bucket, one for each operation, account and region, does not let through",
    takes: "`{ ratePerSecond, burst }`",
    schema: {
      type: "object",
      properties: { ratePerSecond: { type: "number", minimum: 0.001 }, burst: { type: "number", minimum: 1 } },
      required: ["ratePerSecond", "burst"],
      additionalProperties: false,
    },
  },
  fault: { summary: "what goes wrong, each time", takes: "a fault", schema: fault },
  script: {
    summary: "what goes wrong, one after the other; `null` is nothing; instead of `fault`",
    takes: "list of faults and `null`",
    schema: { type: "array", items: { anyOf: [{ type: "null" }, fault] }, minItems: 1 },
  },
  repeat: { summary: "starts the script again at its end", takes: "boolean", schema: { type: "boolean" } },
};

const spec: JsonSchema = {
  type: "object",
  properties: Object.fromEntries(Object.entries(ruleDescriptions).map(([name, { schema }]) => [name, schema])),
  additionalProperties: false,
};

/** A rule in JSON, or a list of them. */
export const faultSpecSchema: JsonSchema = { anyOf: [{ type: "array", items: spec }, spec] };
