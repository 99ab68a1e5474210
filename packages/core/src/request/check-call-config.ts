import { asGiven } from "./as-given.js";
import type { CallConfig } from "./call-config.js";
import { checkSignal } from "./check-signal.js";

/**
 * Refuses, before anything is sent, a configuration with which no request can be made.
 *
 * TypeScript refuses it by type. This check is for JavaScript, and for values that come from outside.
 *
 * @throws TypeError that names the member, its value, and what it may be.
 */
export function checkCallConfig<Answer, Command>(config: CallConfig<Answer, Command>, caller: string): void {
  const { client, signal, sendOptions, withCommand }: Partial<CallConfig<Answer, Command>> = config ?? {};
  if (typeof client?.send !== "function") {
    throw new TypeError(
      `${caller}: config.client must be an SDK client, or anything with a send(command, options), not ${asGiven(client)}`,
    );
  }
  if (withCommand !== undefined && typeof withCommand !== "function") {
    throw new TypeError(`${caller}: config.withCommand must be a function, not ${asGiven(withCommand)}`);
  }
  if (sendOptions !== undefined && (typeof sendOptions !== "object" || sendOptions === null)) {
    throw new TypeError(`${caller}: config.sendOptions must be an object of send options, not ${asGiven(sendOptions)}`);
  }
  checkSignal(signal, `${caller}: config.signal`);
  checkSignal(sendOptions?.abortSignal, `${caller}: config.sendOptions.abortSignal`);
}
