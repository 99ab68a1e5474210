import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { Control } from "./control/control.js";
import { handleControl, isControl } from "./control/handle-control.js";
import { steerClock } from "./control/steer-clock.js";
import type { Emulator } from "./emulator.js";
import type { EmulatorOptions } from "./emulator-options.js";
import type { FaultRule } from "./faults/fault-rule.js";
import type { FaultSpec } from "./faults/fault-spec.js";
import { toFaultRule } from "./faults/to-fault-rule.js";
import { Journal } from "./journal/journal.js";
import { operations } from "./operations/operations.js";
import { PageTokens } from "./paging/page-tokens.js";
import { isJsonObject } from "./protocol/json-object.js";
import { parseSeed } from "./seed/seed-file.js";
import { handleRequest, type Service } from "./server/handle-request.js";
import { longestTimer } from "./server/longest-timer.js";
import { checkQuotas } from "./state/quotas.js";
import { customLabelsRegions } from "./state/regions.js";
import { stateOf } from "./state/state-of.js";
import { Schedule } from "./state/schedule.js";
import { SteeredClock } from "./state/steered-clock.js";
import { checkTransitions } from "./state/transitions.js";
import { checkAccountId, defaultAccountId, defaultRegion, Worlds } from "./state/worlds.js";
import { Throttle } from "./throttle/throttle.js";

/**
 * Starts a server on this machine that answers as Amazon Rekognition does.
 *
 * It is ready when the promise resolves. Give its `url` to an SDK client as the `endpoint`, with any credentials:
 * the access key id chooses the account, the client's region the region. Close it, or the process stays.
 *
 * @example
 * ```ts
 * import { createEmulator } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator({ account: { projects: [{ name: "pcb-solder-defects" }] } });
 * console.log(emulator.url);
 * await emulator.close();
 * ```
 *
 * @throws TypeError for a seed or an account id that could not be one of AWS's
 * @throws RangeError for a number out of its range
 * @throws Error with the `code` `EADDRINUSE` when the port is taken
 * @see {@link lifelikeAccount} for an account to start with
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", accessKeys = {} } = options;
  for (const accountId of Object.values(accessKeys)) checkAccountId(accountId);
  const clock = new SteeredClock(options.clock ?? Date.now);
  const schedule = new Schedule();
  const accounts = [...(options.account === undefined ? [] : [options.account]), ...(options.accounts ?? [])];
  const closing = new AbortController();
  // One listener for each answer that is being delayed, however many those are.
  setMaxListeners(0, closing.signal);

  const service: Service = {
    operations,
    worlds: new Worlds(accounts, clock.now, () => schedule.run(clock.now())),
    tokens: new PageTokens(),
    throttle: new Throttle(options.throttle, clock.now),
    journal: new Journal(checkCount("journalLimit", options.journalLimit ?? 10_000), journalBytes),
    clock: clock.now,
    schedule,
    transitions: checkTransitions(options.transitions),
    quotas: checkQuotas(options.quotas),
    manifests: options.manifests ?? {},
    regions: new Set(options.regions ?? customLabelsRegions),
    credentials: byAccessKey(options.credentials),
    accountOf: (accessKeyId) => {
      const ofCredentials = service.credentials?.get(accessKeyId)?.accountId;
      const assigned = ofCredentials ?? (Object.hasOwn(accessKeys, accessKeyId) ? accessKeys[accessKeyId] : undefined);
      return assigned ?? (/^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccountId);
    },
    bodyLimit: checkCount("bodyLimit", options.bodyLimit ?? 8 * 1_024 * 1_024),
    counts: new Map(),
    givenTokens: new Map(),
    closing: closing.signal,
    faults: asList(options.faults, clock.now),
    latency: checkLatency(options.latency ?? 0),
  };

  const reset = (): void => {
    // The clock first: seeds without a time, and what was due, go by it.
    clock.reset();
    schedule.clear();
    service.worlds.replace(accounts);
    service.credentials = byAccessKey(options.credentials);
    service.journal.clear();
    service.counts.clear();
    service.givenTokens.clear();
    service.throttle.set(options.throttle);
    service.faults = asList(options.faults, clock.now);
    service.latency = checkLatency(options.latency ?? 0);
    service.manifests = options.manifests ?? {};
  };
  const seed: Emulator["seed"] = ({ accounts: replacement, manifests = {}, credentials }) => {
    const good = byAccessKey(credentials) ?? service.credentials;
    service.worlds.replace(replacement ?? []);
    service.credentials = good;
    schedule.clear();
    service.manifests =
      typeof manifests === "string" || typeof service.manifests === "string"
        ? manifests
        : { ...service.manifests, ...manifests };
  };
  const settle = (): void => schedule.run(clock.now());
  const control: Control = {
    health: () => ({ status: "ok", now: clock.now(), operations: [...operations.keys()] }),
    state: (entries) => {
      settle();
      return { now: clock.now(), ...stateOf(service.worlds, entries) };
    },
    requests: () => ({ requests: service.journal.records() }),
    reset,
    steerClock: (change) => steerClock(clock, change),
    setFaults: (specs) => {
      service.faults = asList(specs, clock.now);
    },
    seed: (json) => seed(parseSeed(withoutTime(json), "the seed")),
  };

  // No keep-alive time-out: a connection that the server closes while a client sends on it is a fault nobody asked for.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const handled = isControl(request)
      ? handleControl(control, request, response)
      : handleRequest(service, request, response);
    handled.catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  const boundPort = await listen(server, port, host);

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      closing.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };

  return {
    url: `http://${reachable(host)}:${boundPort}`,
    port: boundPort,
    get requests() {
      return service.journal.records();
    },
    clearRequests: () => service.journal.clear(),
    projects: ({ accountId = defaultAccountId, region = defaultRegion } = {}) =>
      service.worlds.projects({ accountId, region }),
    now: clock.now,
    advance: (ms) => clock.advance(ms),
    state: ({ entries = true } = {}) => control.state(entries),
    seed,
    reset,
    setThrottle: (throttle) => service.throttle.set(throttle),
    setFaults: (faults) => {
      service.faults = asList(faults, clock.now);
    },
    setLatency: (ms) => {
      service.latency = checkLatency(ms);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** The host of a URL that leads to an address: "any address" is none to connect to. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function asList(faults: EmulatorOptions["faults"], clock: () => number): readonly FaultRule[] {
  if (faults === undefined) return [];
  const list = isList(faults) ? faults : [faults];
  return list.map((each) => (typeof each === "function" ? each : toFaultRule(each, clock)));
}

function isList(faults: NonNullable<EmulatorOptions["faults"]>): faults is readonly (FaultRule | FaultSpec)[] {
  return Array.isArray(faults);
}

/** @throws TypeError for an account that there cannot be */
function byAccessKey(credentials: EmulatorOptions["credentials"]): Service["credentials"] {
  if (credentials === undefined) return undefined;
  for (const { accountId } of credentials) if (accountId !== undefined) checkAccountId(accountId);
  return new Map(credentials.map((each) => [each.accessKeyId, each]));
}

/** What `GET /_emulator/state` shows can be sent back to `POST /_emulator/seed`. */
function withoutTime(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const { now: _, ...seed } = json;
  return seed;
}

function checkLatency(ms: number): number {
  if (ms >= 0 && ms <= longestTimer) return ms;
  throw new RangeError(`latency is ${ms}; it must be 0 ms or more, up to ${longestTimer}`);
}

/** Of the bodies in the journal: a test that fills a dataset must not fill the memory with what it sent. */
const journalBytes = 32 * 1_024 * 1_024;

function checkCount(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${option} is ${value}; it must be a whole number, 1 or more`);
}
