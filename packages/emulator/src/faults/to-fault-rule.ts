import { isDeepStrictEqual } from "node:util";
import { isJsonObject } from "../wire/json-object.js";
import { firstViolation } from "../seed/first-violation.js";
import { random } from "../seed/random.js";
import { Throttle } from "../time/throttle.js";
import { faultKinds } from "./fault-kinds.js";
import type { FaultRequest, FaultRule } from "./fault-rule.js";
import { faultSpecSchema } from "./fault-spec-schema.js";
import type { FaultSpec } from "./fault-spec.js";

/**
 * Makes a rule from plain data. Each rule has its own counts.
 *
 * @param clock the clock of its bucket, in milliseconds
 * @throws TypeError for data that is not a valid rule; it names the place
 */
export function toFaultRule(spec: FaultSpec, clock: () => number): FaultRule {
  // As JSON: a member that is undefined is absent.
  const problem = firstViolation(faultSpecSchema, JSON.parse(JSON.stringify(spec)));
  if (problem !== undefined) {
    throw new TypeError(`the fault rule: ${problem.path || "it"} ${problem.problem}`);
  }
  const { fault, script, repeat = false, probability, seed = 1, times = Number.POSITIVE_INFINITY } = spec;
  if ((fault === undefined) === (script === undefined)) {
    throw new TypeError("the fault rule: it must have either a fault or a script");
  }
  const chance = random(`fault ${seed}`);
  const bucket = new Throttle(spec.bucket, clock);
  let matched = 0;
  let struck = 0;
  return (request) => {
    if (!isAbout(spec, request) || struck >= times) {
      return undefined;
    }
    // A number is drawn for each request that matches, so that the choice depends on the seed alone.
    if (probability !== undefined && chance.next() >= probability) {
      return undefined;
    }
    if (spec.bucket !== undefined && bucket.take(bucketOf(request))) {
      return undefined;
    }
    const scripted = script?.[repeat ? matched % script.length : matched];
    matched += 1;
    const chosen = fault ?? scripted ?? undefined;
    if (chosen === undefined || !faultKinds[chosen.type].strikes(request.input)) {
      return undefined;
    }
    struck += 1;
    return chosen;
  };
}

function bucketOf({ operation, accountId, region }: FaultRequest): string {
  return `${operation}/${accountId}/${region}`;
}

function isAbout(spec: FaultSpec, { operation, accountId, region, index, time, input }: FaultRequest): boolean {
  const { from: start = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = spec.between ?? {};
  if (time < epochMs(start) || time >= epochMs(until)) {
    return false;
  }
  if (spec.input !== undefined && !contains(input, spec.input)) {
    return false;
  }
  const operations = typeof spec.operation === "string" ? [spec.operation] : spec.operation;
  if (operations !== undefined && !operations.includes(operation)) {
    return false;
  }
  if (spec.accountId !== undefined && spec.accountId !== accountId) {
    return false;
  }
  if (spec.region !== undefined && spec.region !== region) {
    return false;
  }
  const { requests } = spec;
  if (requests === undefined) {
    return true;
  }
  if (typeof requests === "number") {
    return requests === index;
  }
  if (isList(requests)) {
    return requests.includes(index);
  }
  const { from = 0, to = Number.POSITIVE_INFINITY, every = 1 } = requests;
  return index >= from && index <= to && (index - from) % every === 0;
}

function epochMs(time: number | string): number {
  return typeof time === "string" ? Date.parse(time) : time;
}

/** Whether a value has all members of a pattern, with the same values. */
function contains(value: unknown, pattern: unknown): boolean {
  if (!isJsonObject(pattern)) {
    return isDeepStrictEqual(value, pattern);
  }
  return (
    isJsonObject(value) &&
    Object.entries(pattern).every(([name, member]) => Object.hasOwn(value, name) && contains(value[name], member))
  );
}

function isList(requests: NonNullable<FaultSpec["requests"]>): requests is readonly number[] {
  return Array.isArray(requests);
}
