import { failureSentence } from "../failures/failure-sentence.js";
import { reasonOf } from "../failures/reason-of.js";
import { oneLine } from "../text/one-line.js";

/**
 * Runs the work of a command. Whatever goes wrong becomes a sentence on stderr and an exit code.
 *
 * - If a reader closes the output (`| head -1`), it has what it wanted, and the work goes on.
 * - If the output cannot be written (a full disk), the work goes on, too, but the exit code is 1.
 * - A promise that rejects and that nobody awaits is reported, unless the work has failed by itself: the SDK's client
 *   checks some of its configuration in such a promise.
 */
export async function withoutStackTrace(command: string, work: () => Promise<number>): Promise<number> {
  const lost: unknown[] = [];
  const stray: unknown[] = [];
  const onOutputError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") {
      lost.push(error);
    }
  };
  const onRejection = (reason: unknown): void => void stray.push(reason);
  const outputs = [process.stdout, process.stderr];
  for (const output of outputs) {
    keepQuiet(output);
    output.on("error", onOutputError);
  }
  process.on("unhandledRejection", onRejection);
  let exitCode: number;
  try {
    exitCode = await work();
  } catch (error) {
    process.stderr.write(`${command}: ${failureSentence(error)}\n`);
    exitCode = 1;
  }
  // Only a turn later it is known how the last writes and promises have ended.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", onRejection);
  for (const output of outputs) {
    output.off("error", onOutputError);
  }
  if (stray.length > 0 && exitCode === 0) {
    process.stderr.write(`${command}: ${failureSentence(stray[0])}\n`);
  }
  if (lost.length > 0) {
    process.stderr.write(`${command}: cannot write its output: ${oneLine(reasonOf(lost[0]))}\n`);
  }
  return exitCode === 0 && stray.length + lost.length > 0 ? 1 : exitCode;
}

/** Adds the listener for good, and once: a pipe may break as late as in the last write of the process. */
function keepQuiet(output: NodeJS.WriteStream): void {
  if (!quiet.has(output)) {
    quiet.add(output);
    output.on("error", () => {});
  }
}

const quiet = new WeakSet<NodeJS.WriteStream>();
