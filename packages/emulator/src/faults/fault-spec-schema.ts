import { operationNames } from "../operations/services.js";
import type { JsonSchema } from "../seed/json-schema.js";
import { seedSchema } from "../seed/seed-schema.js";
import { faultKinds } from "./fault-kinds.js";
import type { FaultSpec } from "./fault-spec.js";

const fault: JsonSchema = { anyOf: Object.values(faultKinds).map(({ schema }) => schema) };
const text: JsonSchema = { type: "string" };
const operation: JsonSchema = { enum: operationNames };
const time: JsonSchema = { $ref: "#/$defs/time" };
const index: JsonSchema = { type: "integer", minimum: 0 };

/** The members of a rule: what each limits the rule to, and what it takes as JSON. */
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
    summary: "only the requests with these numbers, counted from 0 for each operation, account and region",
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
  between: {
    summary: "an outage: only the requests that come at `from` or later, and before `until`, by the emulator's clock",
    takes: "`{ from?, until? }`: milliseconds since the epoch, or times such as `2026-01-31T12:00:00Z`",
    schema: { type: "object", properties: { from: time, until: time }, additionalProperties: false },
  },
  input: {
    summary: "a poisoned input: only the requests whose input has these members, with these values",
    takes: "object",
    schema: { type: "object" },
  },
  probability: {
    summary: "only this share of the requests, chosen at random",
    takes: "number from 0 to 1",
    schema: { type: "number", minimum: 0, maximum: 1 },
  },
  seed: {
    summary: "the seed of the random choice: the same seed chooses the same requests; 1 by default",
    takes: "integer",
    schema: { type: "integer" },
  },
  times: {
    summary: "how many faults the rule gives at most",
    takes: "integer from 1",
    schema: { type: "integer", minimum: 1 },
  },
  bucket: {
    summary:
      "only the requests that a token bucket does not let through; each operation, account and region has its own bucket",
    takes: "`{ ratePerSecond, burst }`",
    schema: {
      type: "object",
      properties: { ratePerSecond: { type: "number", minimum: 0.001 }, burst: { type: "number", minimum: 1 } },
      required: ["ratePerSecond", "burst"],
      additionalProperties: false,
    },
  },
  fault: { summary: "what goes wrong, each time; a rule has this or a `script`", takes: "a fault", schema: fault },
  script: {
    summary: "what goes wrong with the first of these requests, the second, and so on; `null` is no fault",
    takes: "list of faults and `null`",
    schema: { type: "array", items: { anyOf: [{ type: "null" }, fault] }, minItems: 1 },
  },
  repeat: { summary: "whether the script starts again at its end", takes: "boolean", schema: { type: "boolean" } },
};

const spec: JsonSchema = {
  type: "object",
  properties: Object.fromEntries(Object.entries(ruleDescriptions).map(([name, { schema }]) => [name, schema])),
  additionalProperties: false,
};

/** A rule in JSON, or a list of them. */
export const faultSpecSchema: JsonSchema = {
  anyOf: [{ type: "array", items: spec }, spec],
  $defs: { time: seedSchema().$defs?.["time"] ?? {} },
};
