import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type Caller, callerArn } from "../account/caller.js";
import { isDenied } from "../account/is-denied.js";
import { isSessionKey, type Session, sessionOf } from "../account/sessions.js";
import { applyFault } from "../faults/apply-fault.js";
import { type ChosenFaults, chooseFaults } from "../faults/choose-faults.js";
import type { FaultedAnswer } from "../faults/fault-kind.js";
import type { FaultRequest, FaultRule } from "../faults/fault-rule.js";
import { type Call, calledOperation, callOf } from "../operations/called-operation.js";
import type { OperationContext, Paging } from "../operations/operation.js";
import { type EmulatedService, rekognition } from "../operations/services.js";
import { fromTexts } from "../shapes/from-texts.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";
import type { Answer } from "../wire/answer.js";
import { refusal, send, success } from "../wire/answering.js";
import { credentialScope } from "../wire/credential-scope.js";
import { readBody } from "../wire/read-body.js";
import { resetConnection } from "../wire/reset-connection.js";
import { refused, ServiceError } from "../wire/service-error.js";
import { tokenOf } from "../wire/token-of.js";
import { checkToken, invalidToken, sessionTokenOf, verifySignature } from "../wire/verify-signature.js";
import type { EmulatorState } from "./emulator-state.js";
import type { OpenRecord } from "./journal.js";

/**
 * Takes one request from its first byte to its answer.
 *
 * It checks in the order of the service: is it a request at all, who sends it, is the rate kept, is it allowed, does the body
 * parse, are its members valid. Then it runs the operation.
 */
export async function handleRequest(
  state: EmulatorState,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const record = state.journal.open(state.clock.now(), callOf(request, undefined).name);
  const requestId = randomUUID();
  const body = await readBody(request, state.settings.bodyLimit);
  if (body === "gone") {
    return;
  }

  const call = callOf(request, body === "too-large" ? undefined : body);
  record.operation = call.name;
  const { answer, latency } = decide(state, { request, call, body, record, requestId });
  record.latency = latency;
  if (latency > 0 && !(await waited(latency, closing))) {
    return;
  }
  if (answer === "hang" || response.destroyed) {
    return;
  }
  if (answer === "reset") {
    resetConnection(request.socket);
    return;
  }
  deliver(response, answer, record, (error) => refusal(error, requestId, call.protocol), requestId);
}

function deliver(
  response: ServerResponse,
  answer: Answer,
  record: OpenRecord,
  refuse: (error: ServiceError) => Answer,
  requestId: string,
): void {
  record.status = answer.status;
  record.errorType = answer.errorType;
  try {
    send(response, answer, requestId);
  } catch (error) {
    // The fault has a header or a status that Node refuses to send. Nothing has been sent yet.
    deliver(response, refuse(brokenFault(error)), record, refuse, requestId);
  }
}

/** A request that has arrived completely. */
interface Received {
  readonly request: IncomingMessage;
  readonly call: Call;
  readonly body: Buffer | "too-large";
  readonly record: OpenRecord;
  readonly requestId: string;
}

/** The answer to a request, and after how many milliseconds it is sent. */
function decide(
  state: EmulatorState,
  { request, call, body, record, requestId }: Received,
): { readonly answer: FaultedAnswer; readonly latency: number } {
  const { service, protocol } = call;
  const refuse = (error: unknown): Answer => refusal(error, requestId, protocol);
  try {
    const operation = calledOperation(request, call);
    const name = call.name ?? "";
    if (body === "too-large") {
      throw tooLarge(state.settings.bodyLimit);
    }
    const { accessKeyId, region } = credentialScope(request.headers.authorization, service.signingName);
    const session = sessionOf(accessKeyId, sessionTokenOf(request.headers));
    checkCredentials(state, request, body, { accessKeyId, session, nowMs: record.time });
    const caller = session?.caller ?? state.callerOf(accessKeyId);
    const { accountId } = caller;
    record.accountId = accountId;
    record.region = region;
    const read = protocol.input(body);
    const input = protocol.isTextual && !(read instanceof ServiceError) ? fromTexts(operation.input, read) : read;
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
        checkIsAllowed(state, service, name, caller, region);
        if (input instanceof ServiceError) {
          throw input;
        }
        const json = operation.answer(input, contextOf(state, { caller, region, nowMs: time, paging }));
        return success(protocol.output(name, json, requestId), protocol.contentType);
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

/** Credentials of an assumed role are always checked; others only if the options or a seed say which are accepted. */
function checkCredentials(
  state: EmulatorState,
  { method = "", url = "", headers }: IncomingMessage,
  body: Buffer,
  who: { readonly accessKeyId: string; readonly session: Session | undefined; readonly nowMs: number },
): void {
  const { accessKeyId, session, nowMs } = who;
  const ofRole = session?.credentials;
  if (state.credentials !== undefined) {
    const known = ofRole ?? state.credentials.get(accessKeyId);
    verifySignature({ method, url, headers, body }, known, nowMs, Date.now());
  } else if (ofRole !== undefined) {
    checkToken(headers, ofRole, nowMs);
  } else if (isSessionKey(accessKeyId) && !state.isAssigned(accessKeyId)) {
    throw invalidToken();
  }
}

/** @throws ServiceError `AccessDeniedException` */
function checkIsAllowed(
  state: EmulatorState,
  service: EmulatedService,
  operation: string,
  caller: Caller,
  region: string,
): void {
  if (service === rekognition && !state.settings.regions.has(region) && !state.accounts.has(region)) {
    throw notOffered(region);
  }
  // `AssumeRole` itself checks whether the role that it assumes is denied.
  const request = { operation, accountId: caller.accountId, region, role: caller.role?.name };
  if (operation !== "AssumeRole" && isDenied(state.denials, request)) {
    const action = `${service.signingName === "monitoring" ? "cloudwatch" : service.signingName}:${operation}`;
    throw refused(
      "AccessDeniedException",
      `User: ${callerArn(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    );
  }
}

function givenTokens({ givenTokens: all }: EmulatorState, key: string): string[] {
  const known = all.get(key) ?? [];
  all.set(key, known);
  return known;
}

function contextOf(
  state: EmulatorState,
  asked: { readonly caller: Caller; readonly region: string; readonly nowMs: number; readonly paging: Paging },
): OperationContext {
  const { accounts, organization, denials, tokens, manifests, schedule } = state;
  const { quotas, transitions } = state.settings;
  const { caller, region, nowMs, paging } = asked;
  const here = { accountId: caller.accountId, region };
  // Work that was due before this request is done first.
  schedule.run(nowMs);
  return {
    here,
    caller,
    organization,
    denials,
    // Made only when needed: an operation such as `ListAccounts` has no use for projects.
    get projects() {
      return accounts.projects(here);
    },
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

/** A 400, which no client retries. The mistake is in the test, and must not look like a fault that the test wants. */
function brokenFault(error: unknown): ServiceError {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ServiceError({ code: "FaultRuleFailed", message: `a fault rule of the emulator threw ${why}` });
}

/** Waits. `false` if the emulator was closed meanwhile. */
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
