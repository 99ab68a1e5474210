import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { applyFault } from "../faults/apply-fault.js";
import { type ChosenFaults, chooseFaults } from "../faults/choose-faults.js";
import type { FaultRequest, FaultRule } from "../faults/fault-rule.js";
import type { EmulatorState } from "./emulator-state.js";
import type { OpenRecord } from "./journal.js";
import type { OperationContext, Paging } from "../operations/operation.js";
import { operations } from "../operations/operations.js";
import type { AccountRegion } from "../account/account-region.js";
import { type Answer, refusal, send, success } from "../wire/answer.js";
import { credentialScope } from "../wire/credential-scope.js";
import type { JsonObject } from "../wire/json-object.js";
import { parseInput } from "../wire/parse-input.js";
import { readBody } from "../wire/read-body.js";
import { checkIsAwsJson, notEmulated, requestedOperation } from "../wire/requested-operation.js";
import { ServiceError } from "../wire/service-error.js";
import { verifySignature } from "../wire/verify-signature.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";

/**
 * Takes one request from its first byte to its answer.
 *
 * In the order of the service: is it a request at all, who asks, is the rate kept, does the body parse,
 * are its members good; then the operation.
 */
export async function handleRequest(
  state: EmulatorState,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const record = state.journal.open(state.clock.now(), requestedOperation(request));
  const requestId = randomUUID();
  const body = await readBody(request, state.settings.bodyLimit);
  if (body === "gone") {
    return;
  }

  const { answer, latency } = decide(state, request, body, record, requestId);
  record.latency = latency;
  if (latency > 0 && !(await waited(latency, closing))) {
    return;
  }
  if (answer === "hang" || response.destroyed) {
    return;
  }
  if (answer === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  deliver(response, answer, record, requestId);
}

function deliver(response: ServerResponse, answer: Answer, record: OpenRecord, requestId: string): void {
  record.status = answer.status;
  record.errorType = answer.errorType;
  try {
    send(response, answer, requestId);
  } catch (error) {
    // A header or a status of a fault that Node does not put on the wire; none of it is sent yet.
    deliver(response, refusal(brokenFault(error), requestId), record, requestId);
  }
}

/** What a request gets, and after how many milliseconds. */
function decide(
  state: EmulatorState,
  request: IncomingMessage,
  body: Buffer | "too-large",
  record: OpenRecord,
  requestId: string,
): { readonly answer: Answer | "reset" | "hang"; readonly latency: number } {
  const refuse = (error: unknown): Answer => refusal(error, requestId);
  try {
    checkIsAwsJson(request);
    const name = record.operation ?? "";
    const operation = operations.get(name);
    if (operation === undefined) {
      throw notEmulated(name, operations.keys());
    }
    if (body === "too-large") {
      throw tooLarge(state.settings.bodyLimit);
    }

    const { accessKeyId, region } = credentialScope(request.headers.authorization);
    if (state.credentials !== undefined) {
      const { method = "", url = "", headers } = request;
      const known = state.credentials.get(accessKeyId);
      verifySignature({ method, url, headers, body }, known, record.time, Date.now());
    }
    const accountId = state.accountOf(accessKeyId);
    record.accountId = accountId;
    record.region = region;
    const input = parseInput(body);
    if (!(input instanceof ServiceError)) {
      state.journal.keep(record, input, body.length);
    }

    const key = `${name}/${accountId}/${region}`;
    const index = state.counts.get(key) ?? 0;
    state.counts.set(key, index + 1);
    const { time } = record;
    const asked = { operation: name, index, input: record.input, accountId, region, accessKeyId, time };
    const { fault, latency } = chosen(state.faults, asked);
    record.fault = fault?.type;

    const work = (paging: Paging = {}): Answer => {
      try {
        state.throttle.admit(key);
        if (!state.settings.regions.has(region) && !state.accounts.has(region)) {
          throw notOffered(region);
        }
        if (input instanceof ServiceError) {
          throw input;
        }
        return success(operation.answer(input, contextOf(state, { accountId, region }, record.time, paging)));
      } catch (error) {
        return refuse(error);
      }
    };
    return {
      answer: applyFault(fault, { work, refuse, token: tokenOf(record.input), given: givenTokens(state, key) }),
      latency: Math.min(state.latency + latency, LONGEST_TIMER),
    };
  } catch (error) {
    return { answer: refuse(error), latency: state.latency };
  }
}

function tokenOf(input: JsonObject | undefined): string | undefined {
  const token = input?.["NextToken"];
  return typeof token === "string" && token !== "" ? token : undefined;
}

function givenTokens({ givenTokens: all }: EmulatorState, key: string): string[] {
  const known = all.get(key) ?? [];
  all.set(key, known);
  return known;
}

function contextOf(state: EmulatorState, here: AccountRegion, nowMs: number, paging: Paging): OperationContext {
  const { accounts, tokens, manifests, schedule } = state;
  const { quotas, transitions } = state.settings;
  // What was due before this request has happened before it.
  schedule.run(nowMs);
  return {
    here,
    projects: accounts.projects(here),
    tokens,
    nowMs,
    quotas,
    manifests,
    paging,
    projectsOf: (accountId) => accounts.projects({ ...here, accountId }),
    later: (transition, work) => schedule.add(nowMs + transitions[transition], work),
  };
}

function notOffered(region: string): ServiceError {
  return new ServiceError({
    code: "AccessDeniedException",
    message: `Amazon Rekognition Custom Labels is not available in ${region}.`,
  });
}

function chosen(rules: readonly FaultRule[], request: FaultRequest): ChosenFaults {
  try {
    return chooseFaults(rules, request);
  } catch (error) {
    throw brokenFault(error);
  }
}

/** A 400 that nobody retries: the mistake is in the test, and must not pass for a fault that it asked for. */
function brokenFault(error: unknown): ServiceError {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ServiceError({ code: "FaultRuleFailed", message: `a fault rule of the emulator threw ${why}` });
}

/** Whether the time passed without the emulator being closed. */
async function waited(ms: number, closing: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal: closing });
    return true;
  } catch {
    return false;
  }
}

function tooLarge(limit: number): ServiceError {
  return new ServiceError({
    code: "RequestEntityTooLargeException",
    message: `The request body has more than ${limit} bytes`,
    status: 413,
  });
}
