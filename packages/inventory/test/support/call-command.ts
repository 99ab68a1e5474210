import { tmpdir } from "node:os";
import { calledWith } from "./called-with.js";
import { commandEnvironment, type FinishedCommand, withoutProgress } from "./run-command.js";

export interface CallCommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * What the command comes to in this process, in a folder and an environment of its own: a start of a process takes half a
 * second. What is about the process itself (signals, its outputs, its end) is for `runCommand`.
 *
 * One after the other, where several are asked for at once: the folder and the environment are the process's.
 */
export function callCommand(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: CallCommandOptions = {},
): Promise<FinishedCommand> {
  const call = last.then(() => called(args, cwd, env));
  last = call.catch(() => undefined);
  return call;
}

let last: Promise<unknown> = Promise.resolve();

async function called(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<FinishedCommand> {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  process.chdir(cwd);
  // As the command sets it first of all: the SDK warns of Node 20.
  replaceEnvironment({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", ...commandEnvironment(cwd, env) });
  try {
    const { code, stdout, stderr } = await calledWith(args);
    return { code, stdout: withoutProgress(stdout), stderr: withoutProgress(stderr) };
  } finally {
    process.chdir(before.cwd);
    replaceEnvironment(before.env);
  }
}

/** In place: assigned as a whole, it would be a plain object, which makes texts of no values. */
function replaceEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)));
}
