import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A process that has been started. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly finished: Promise<FinishedCommand>;
}

export interface FinishedCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunCommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file descriptor to write to, instead of a pipe that is read. */
  readonly stdout?: "pipe" | number;
  /** Whether `stdout` has the lines of the progress: how many there are, the machine says. */
  readonly keepsProgress?: boolean;
  /** Blocks of 512 bytes that a file may have: the next write fails, as on a disk that is full. */
  readonly fileLimit?: number;
}

/** Starts the built `rekognition-inventory` as a user would, in an environment without any AWS configuration but `env`. */
export function runCommand(
  args: readonly string[],
  { cwd = tmpdir(), env = {}, stdout = "pipe", fileLimit, keepsProgress = false }: RunCommandOptions = {},
): RunningCommand {
  const command = [process.execPath, BIN, ...args] as const;
  const limited = ["sh", "-c", `ulimit -f ${fileLimit}; exec "$@"`, "sh", ...command] as const;
  const [program, ...rest] = fileLimit === undefined ? command : limited;
  const child = spawn(program, rest, {
    cwd,
    stdio: ["ignore", stdout, "pipe"],
    env: commandEnvironment(cwd, env),
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return { child, finished: output(child, keepsProgress) };
}

/** This process's own environment without any AWS configuration, and what is given. */
export function commandEnvironment(
  cwd: string,
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(own),
    // No profile of the developer's, and no question to the metadata service of a machine in EC2.
    HOME: cwd,
    AWS_EC2_METADATA_DISABLED: "true",
    ...env,
  };
}

async function output(child: ChildProcess, keepsProgress: boolean): Promise<FinishedCommand> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  const shown = keepsProgress ? (text: string): string => text : withoutProgress;
  return { code, stdout: shown(stdout), stderr: shown(stderr) };
}

/** Of the lines of the progress there are as many as the machine is slow. */
export function withoutProgress(text: string): string {
  return text.replaceAll(PROGRESS, "");
}

const PROGRESS = /^(?:\d+ targets?, |waiting).*, (?:\d+ min )?[\d.]+ s\n/gm;

/** What the environment of a developer may say of all this. */
const FOREIGN = /^AWS_|^(FORCE|NO)_COLOR$|_proxy$|^NODE_EXTRA_CA_CERTS$/i;

const BIN = fileURLToPath(new URL("../../bin/rekognition-inventory.js", import.meta.url));
