import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's own environment, from which everything of AWS is taken: no test reaches a real account. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Milliseconds after which the command is killed and has failed.
   *
   * @defaultValue 120 000
   */
  readonly timeout?: number;
}

/** What a command left behind. */
export interface Finished {
  /** `null` if it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, without a terminal, and gives its output whatever came of it. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...withoutAws(process.env), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeout ?? 120_000,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}

/** As {@link run}, for a command that has to succeed: its output, or an error that shows all that it printed. */
export async function succeed(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) {
    return stdout;
  }
  throw new Error(`${[command, ...args].join(" ")} ended with ${code ?? "a kill"}\n${stdout}\n${stderr}`);
}
