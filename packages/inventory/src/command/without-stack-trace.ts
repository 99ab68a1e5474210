import { failureSentence } from "../failures/failure-sentence.js";
import { reasonOf } from "../failures/reason-of.js";
import { oneLine } from "../text/one-line.js";

/**
 * Runs the work of a command so that whatever goes wrong is a sentence on stderr and an exit code.
 *
 * - A reader of the output that leaves (`| head -1`) has what it wanted: the work goes on.
 * - Output that cannot be written (a full disk) does not end the work either, but the exit code is 1.
 * - A promise that rejects and that nobody awaits is reported, unless the work has failed of the same: the SDK's client checks
 *   some of its configuration in one.
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
  // What the last writes and promises came to is known a turn later.
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

/** For good, and once: a pipe may break as late as in the last write of the process. */
function keepQuiet(output: NodeJS.WriteStream): void {
  if (!quiet.has(output)) {
    quiet.add(output);
    output.on("error", () => {});
  }
}

const quiet = new WeakSet<NodeJS.WriteStream>();
