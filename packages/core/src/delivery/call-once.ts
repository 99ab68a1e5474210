import { Observable } from "rxjs";
import { onAbort } from "./on-abort.js";
import type { CallConfig } from "../request/call-config.js";
import { checkConfig } from "../request/check-config.js";
import { membersOf } from "../request/members-of.js";
import { nextToken } from "../request/next-token.js";
import type { CommandClass, InputOf } from "../request/paged-operation.js";

/**
 * One request as a cold Observable of its one answer: each subscription sends it once, unsubscribing aborts it.
 *
 * Errors with what the client threw, untouched: there is no walk that could have a place.
 */
export function callOnce<Output extends object, Command>(
  config: CallConfig<Output, Command>,
  Command: CommandClass<Command>,
  name: string,
  input: InputOf<Command>,
): Observable<Output> {
  // What a page request is checked for, of which a single call has no tokens.
  checkConfig(config, nextToken(Command, { name }));
  const { client, sendOptions, withCommand } = config;
  const signals = [config.signal, sendOptions?.abortSignal].filter((signal) => signal !== undefined);
  // A copy: what the caller writes into the input later is no concern of a call.
  const request = membersOf(input, name);

  return new Observable<Output>((subscriber) => {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) {
      subscriber.error(aborted.reason);
      return;
    }
    const controller = new AbortController();
    let settled = false;
    subscriber.add(() => {
      if (!settled) {
        controller.abort();
      }
    });
    for (const signal of signals) {
      subscriber.add(
        onAbort(signal, () => {
          controller.abort(signal.reason);
          subscriber.error(signal.reason);
        }),
      );
    }
    // A new command each time: the SDK's middleware may write into it.
    const command = new Command({ ...request });
    const chosen = withCommand?.(command) ?? command;
    if (subscriber.closed) {
      // withCommand is the user's, and may have ended the call.
      return;
    }
    Promise.resolve(client.send(chosen, { ...sendOptions, abortSignal: controller.signal })).then(
      (output) => {
        settled = true;
        if (typeof output !== "object" || output === null || Array.isArray(output)) {
          subscriber.error(
            new TypeError(
              `${name} was answered with ${Array.isArray(output) ? "an array" : String(output)}; ` +
                `look at the client's middleware, or at the double that stands in for the client`,
            ),
          );
          return;
        }
        subscriber.next(output);
        subscriber.complete();
      },
      (error: unknown) => {
        settled = true;
        subscriber.error(error);
      },
    );
  });
}
