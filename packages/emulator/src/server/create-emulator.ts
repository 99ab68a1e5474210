import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../account/account-region.js";
import { CurrentState } from "./current-state.js";
import { emulatedProjects } from "./emulated-projects.js";
import type { Emulator } from "./emulator.js";
import type { EmulatorOptions } from "./emulator-options.js";
import { handleControl, isControl } from "./handle-control.js";
import { handleRequest } from "./handle-request.js";
import { listen } from "./listen.js";
import { settingsOf } from "./settings.js";

/**
 * Starts a server on this machine that answers as Amazon Rekognition does.
 *
 * It is ready when the promise resolves. Give its `url` to an SDK client as the `endpoint`, with any credentials:
 * the access key id chooses the account, and the client's region chooses the region. The process does not end until the
 * emulator is closed.
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
 * @throws TypeError for a seed, an account id, a denial, a fault rule or a folder of manifests that is not valid
 * @throws RangeError for a number that is out of range
 * @throws Error with the `code` `EADDRINUSE` when the port is taken
 * @see {@link lifelikeAccount} for an account to start with
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1" } = options;
  const current = new CurrentState(settingsOf(options));
  const listener = await listen({ port, host }, (request, response, closing) =>
    isControl(request)
      ? handleControl(current, request, response)
      : handleRequest(current.state, request, response, closing),
  );
  return {
    url: listener.url,
    port: listener.port,
    get requests() {
      return current.state.journal.records();
    },
    clearRequests: () => current.state.journal.clear(),
    projects: ({ accountId = DEFAULT_ACCOUNT_ID, region = DEFAULT_REGION } = {}) =>
      emulatedProjects(current, { accountId, region }),
    now: () => current.state.clock.now(),
    advance: (ms) => current.state.clock.advance(ms),
    state: ({ entries = true } = {}) => current.state.snapshot(entries),
    seed: (seed) => current.state.seed(seed),
    reset: () => current.reset(),
    setThrottle: (throttle) => current.state.throttle.set(throttle),
    setFaults: (faults) => current.state.setFaults(faults),
    setLatency: (ms) => current.state.setLatency(ms),
    close: () => listener.close(),
    [Symbol.asyncDispose]: () => listener.close(),
  };
}
