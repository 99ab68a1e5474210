import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { applyFault } from "../faults/apply-fault.js";
import { type ChosenFaults, chooseFaults } from "../faults/choose-faults.js";
import type { FaultRequest, FaultRule } from "../faults/fault-rule.js";
import type { Journal, OpenRecord } from "../journal/journal.js";
import type { Operation, OperationContext, Paging } from "../operations/operation.js";
import type { PageTokens } from "../paging/page-tokens.js";
import type { Home } from "../state/home.js";
import type { Manifests } from "../state/manifests.js";
import type { Schedule } from "../state/schedule.js";
import type { Transitions } from "../state/transitions.js";
import type { Worlds } from "../state/worlds.js";
import type { Throttle } from "../throttle/throttle.js";
import { type Answer, refusal, send, success } from "../protocol/answer.js";
import { credentialScope } from "../protocol/credential-scope.js";
import type { EmulatorCredentials } from "../protocol/emulator-credentials.js";
import type { JsonObject } from "../protocol/json-object.js";
import { parseInput } from "../protocol/parse-input.js";
import { readBody } from "../protocol/read-body.js";
import { checkIsAwsJson, notEmulated, requestedOperation } from "../protocol/requested-operation.js";
import { ServiceError } from "../protocol/service-error.js";
import { verifySignature } from "../protocol/verify-signature.js";
import { longestTimer } from "./longest-timer.js";

/** What requests are answered from. */
export interface Service {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly worlds: Worlds;
  readonly tokens: PageTokens;
  readonly throttle: Throttle;
  readonly journal: Journal;
  readonly clock: () => number;
  /** What is due later. */
  readonly schedule: Schedule;
  readonly transitions: Readonly<Record<keyof Transitions, number>>;
  readonly quotas: OperationContext["quotas"];
  readonly regions: ReadonlySet<string>;
  /** By access key id; `undefined` when any are good. */
  credentials: ReadonlyMap<string, EmulatorCredentials> | undefined;
  readonly accountOf: (accessKeyId: string) => string;
  /** Bytes of a request's body. */
  readonly bodyLimit: number;
  /** Requests so far, by operation, account and region. */
  readonly counts: Map<string, number>;
  /** What faults remember of tokens, by operation, account and region. */
  readonly givenTokens: Map<string, string[]>;
  /** Aborted as the emulator closes. */
  readonly closing: AbortSignal;
  faults: readonly FaultRule[];
  manifests: Manifests;
  /** Milliseconds. */
  latency: number;
}

/**
 * Takes one request from its first byte to its answer.
 *
 * In the order of the service: is it a request at all, who asks, is the rate kept, does the body parse,
 * are its members good; then the operation.
 */
export async function handleRequest(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const record = service.journal.open(service.clock(), requestedOperation(request));
  const requestId = randomUUID();
  const body = await readBody(request, service.bodyLimit);
  if (body === "gone") return;

  const { answer, latency } = decide(service, request, body, record, requestId);
  record.latency = latency;
  if (latency > 0 && !(await waited(latency, service.closing))) return;
  if (answer === "hang" || response.destroyed) return;
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
  service: Service,
  request: IncomingMessage,
  body: Buffer | "too-large",
  record: OpenRecord,
  requestId: string,
): { readonly answer: Answer | "reset" | "hang"; readonly latency: number } {
  const refuse = (error: unknown): Answer => refusal(error, requestId);
  try {
    checkIsAwsJson(request);
    const name = record.operation ?? "";
    const operation = service.operations.get(name);
    if (operation === undefined) throw notEmulated(name, service.operations.keys());
    if (body === "too-large") throw tooLarge(service.bodyLimit);

    const { accessKeyId, region } = credentialScope(request.headers.authorization);
    if (service.credentials !== undefined) {
      const { method = "", url = "", headers } = request;
      const known = service.credentials.get(accessKeyId);
      verifySignature({ method, url, headers, body }, known, record.time, Date.now());
    }
    const accountId = service.accountOf(accessKeyId);
    record.accountId = accountId;
    record.region = region;
    const input = parseInput(body);
    if (!(input instanceof ServiceError)) service.journal.keep(record, input, body.length);

    const key = `${name}/${accountId}/${region}`;
    const index = service.counts.get(key) ?? 0;
    service.counts.set(key, index + 1);
    const asked = { operation: name, index, input: record.input, accountId, region, accessKeyId };
    const { fault, latency } = chosen(service.faults, asked);
    record.fault = fault?.type;

    const work = (paging: Paging = {}): Answer => {
      try {
        service.throttle.admit(key);
        if (!service.regions.has(region) && !service.worlds.has(region)) throw notOffered(region);
        if (input instanceof ServiceError) throw input;
        return success(operation.answer(input, contextOf(service, { accountId, region }, record.time, paging)));
      } catch (error) {
        return refuse(error);
      }
    };
    return {
      answer: applyFault(fault, { work, refuse, token: tokenOf(record.input), given: givenTokens(service, key) }),
      latency: Math.min(service.latency + latency, longestTimer),
    };
  } catch (error) {
    return { answer: refuse(error), latency: service.latency };
  }
}

function tokenOf(input: JsonObject | undefined): string | undefined {
  const token = input?.["NextToken"];
  return typeof token === "string" ? token : undefined;
}

function givenTokens({ givenTokens: all }: Service, key: string): string[] {
  const known = all.get(key) ?? [];
  all.set(key, known);
  return known;
}

function contextOf(service: Service, home: Home, nowMs: number, paging: Paging): OperationContext {
  const { worlds, tokens, quotas, manifests, schedule, transitions } = service;
  // What was due before this request has happened before it.
  schedule.run(nowMs);
  return {
    home,
    projects: worlds.projects(home),
    tokens,
    nowMs,
    quotas,
    manifests,
    paging,
    projectsOf: (accountId) => worlds.projects({ ...home, accountId }),
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
