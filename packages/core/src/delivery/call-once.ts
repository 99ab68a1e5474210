import { defer, fromEventPattern, map, merge, type Observable, of, take } from "rxjs";
import { EmptyAnswerError } from "../errors/empty-answer-error.js";
import type { CallConfig } from "../request/call-config.js";
import { checkAnswer } from "../request/check-answer.js";
import { checkCallConfig } from "../request/check-call-config.js";
import { abortAll, coldRequest } from "../request/cold-request.js";
import { membersOf } from "../request/members-of.js";
import { onAbort } from "../request/on-abort.js";
import type { CommandClass, InputOf } from "../request/paged-operation.js";
import { abortedOf, signalsOf } from "../request/signals-of.js";

/** An operation that answers with one thing. */
export interface SingleOperation<Answer, Command> {
  readonly command: CommandClass<Command>;
  /** As AWS names it. */
  readonly operation: string;
  /** The member of the answer that has the thing. An answer without it is an `EmptyAnswerError`. */
  readonly member: keyof Answer & string;
}

/**
 * One request as a cold Observable of its one answer: each subscription sends it once, and unsubscribing aborts it.
 *
 * It fails with what the client threw, unchanged: there is no walk whose position an error could carry.
 */
export function callOnce<Answer extends object, Command>(
  config: CallConfig<Answer, Command>,
  { command: Command, operation, member }: SingleOperation<Answer, Command>,
  input: InputOf<Command>,
): Observable<Answer> {
  checkCallConfig(config, operation);
  const { client, sendOptions, withCommand } = config;
  const signals = signalsOf(config.signal, sendOptions);
  // A copy: what the caller writes into the input later does not affect a call.
  const request = membersOf(input, operation);
  return defer(() => {
    const underWay = new Set<AbortController>();
    const answer$ = coldRequest<Answer>({
      prepare: () => {
        const command = new Command({ ...request });
        const chosen = withCommand?.(command) ?? command;
        // The answer of a test double may have no `$metadata`. Nothing here reads it.
        return (options) => client.send(chosen, options) as Promise<Answer>;
      },
      sendOptions,
      underWay,
      maySend: () => abortedOf(signals) === undefined,
      faultOf: (answer) =>
        isObject(answer) && (answer[member] ?? undefined) === undefined
          ? new EmptyAnswerError({ operation, member })
          : undefined,
    });
    const aborts = signals.map((signal) =>
      abortOf(signal).pipe(
        map(() => {
          // Before the request is unsubscribed, which would abort it without a reason.
          abortAll(underWay, signal.reason);
          throw signal.reason;
        }),
      ),
    );
    return merge(answer$, ...aborts);
  }).pipe(
    take(1),
    map((answer) => checkAnswer(operation, answer)),
  );
}

/** Emits when the signal aborts, or at once if it has already aborted. */
function abortOf(signal: AbortSignal): Observable<void> {
  return defer(() =>
    signal.aborted
      ? of(undefined)
      : fromEventPattern<void>(
          (handler) => onAbort(signal, () => handler()),
          (_, stop: () => void) => stop(),
        ),
  );
}

function isObject<Value>(value: Value): value is Value & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
