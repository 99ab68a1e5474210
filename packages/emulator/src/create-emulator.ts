import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { Emulator } from "./emulator.js";
import type { EmulatorOptions } from "./emulator-options.js";
import type { FaultRule } from "./faults/fault-rule.js";
import { Journal } from "./journal/journal.js";
import { operations } from "./operations/operations.js";
import { PageTokens } from "./paging/page-tokens.js";
import { handleRequest, type Service } from "./server/handle-request.js";
import { checkQuotas } from "./state/quotas.js";
import { customLabelsRegions } from "./state/regions.js";
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
  const { port = 0, host = "127.0.0.1", accessKeys = {}, credentials } = options;
  const ofCredentials = (credentials ?? []).flatMap(({ accessKeyId, accountId }) =>
    accountId === undefined ? [] : [[accessKeyId, accountId] as const],
  );
  const accountOfKey = new Map([...Object.entries(accessKeys), ...ofCredentials]);
  for (const accountId of accountOfKey.values()) checkAccountId(accountId);
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
    journal: new Journal(checkCount("journalLimit", options.journalLimit ?? 10_000)),
    clock: clock.now,
    schedule,
    transitions: checkTransitions(options.transitions),
    quotas: checkQuotas(options.quotas),
    manifests: options.manifests ?? {},
    regions: new Set(options.regions ?? customLabelsRegions),
    credentials: credentials && new Map(credentials.map((each) => [each.accessKeyId, each])),
    accountOf: (accessKeyId) => accountOfKey.get(accessKeyId) ?? defaultAccountId,
    bodyLimit: checkCount("bodyLimit", options.bodyLimit ?? 8 * 1_024 * 1_024),
    counts: new Map(),
    closing: closing.signal,
    faults: asList(options.faults),
    latency: checkLatency(options.latency ?? 0),
  };

  // No keep-alive time-out: a connection that the server closes while a client sends on it is a fault nobody asked for.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    handleRequest(service, request, response).catch((error: unknown) => {
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
    setThrottle: (throttle) => service.throttle.set(throttle),
    setFaults: (faults) => {
      service.faults = asList(faults);
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

function asList(faults: FaultRule | readonly FaultRule[] | undefined): readonly FaultRule[] {
  if (faults === undefined) return [];
  return typeof faults === "function" ? [faults] : [...faults];
}

function checkLatency(ms: number): number {
  if (Number.isFinite(ms) && ms >= 0) return ms;
  throw new RangeError(`latency is ${ms}; it must be 0 ms or more`);
}

function checkCount(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${option} is ${value}; it must be a whole number, 1 or more`);
}
