import { defer, fromEventPattern, map, merge, type Observable, take } from "rxjs";
import type { CallConfig } from "../request/call-config.js";
import { checkAnswer } from "../request/check-answer.js";
import { checkCallConfig } from "../request/check-call-config.js";
import { coldRequest } from "../request/cold-request.js";
import { membersOf } from "../request/members-of.js";
import { onAbort } from "../request/on-abort.js";
import type { CommandClass, InputOf } from "../request/paged-operation.js";
import { abortedOf, signalsOf } from "../request/signals-of.js";

/**
 * One request as a cold Observable of its one answer: each subscription sends it once, unsubscribing aborts it.
 *
 * Errors with what the client threw, untouched: there is no walk that could have a place.
 */
export function callOnce<Answer extends object, Command>(
  config: CallConfig<Answer, Command>,
  Command: CommandClass<Command>,
  operation: string,
  input: InputOf<Command>,
): Observable<Answer> {
  checkCallConfig(config, operation);
  const { client, sendOptions, withCommand } = config;
  const signals = signalsOf(config.signal, sendOptions);
  // A copy: what the caller writes into the input later is no concern of a call.
  const request = membersOf(input, operation);
  const answer$ = coldRequest<Answer>({
    prepare: () => {
      const command = new Command({ ...request });
      const chosen = withCommand?.(command) ?? command;
      return (options) => client.send(chosen, options);
    },
    sendOptions,
    signals,
    maySend: () => abortedOf(signals) === undefined,
  });
  // The request first: it has to be aborted with the signal's reason before it is left.
  return merge(answer$, ...signals.map(abortOf)).pipe(
    take(1),
    map((answer) => checkAnswer(operation, answer)),
  );
}

/** Errors with the signal's reason when it aborts, or has aborted. */
function abortOf(signal: AbortSignal): Observable<never> {
  const fail = (): never => {
    throw signal.reason;
  };
  return defer(() =>
    signal.aborted
      ? fail()
      : fromEventPattern<void>(
          (handler) => onAbort(signal, () => handler()),
          (_, stop: () => void) => stop(),
        ).pipe(map(fail)),
  );
}
