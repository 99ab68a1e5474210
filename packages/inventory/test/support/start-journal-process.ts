import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A process of its own that has to do with a journal. */
export interface JournalProcess {
  readonly child: ChildProcess;
  /** What it says first. */
  readonly first: Promise<string>;
  /** All that it has said until now. */
  readonly said: readonly string[];
  /** Resolves when it has ended, and all that it said is read. */
  readonly ended: Promise<unknown>;
}

/**
 * Starts one, on what is built.
 *
 * @param what - `hold`: opens it and keeps it. `append`: goes on without end, saying the number of each step that is
 * kept. `race`: waits for a word on its input, then as `hold`. What fails is said, and ends it.
 * @param fileLimit - blocks of 512 bytes that a file may have.
 */
export function startJournalProcess(
  what: "append" | "hold" | "race",
  path: string,
  { fileLimit }: { readonly fileLimit?: number } = {},
): JournalProcess {
  const command = [process.execPath, SCRIPT, what, path] as const;
  const limited = ["sh", "-c", `ulimit -f ${fileLimit}; exec "$@"`, "sh", ...command] as const;
  const [program, ...rest] = fileLimit === undefined ? command : limited;
  const child = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout }).on("line", (line) => said.push(line));
  const first = once(lines, "line").then(([line]) => line as string);
  return { child, first, said, ended: once(child, "close") };
}

const SCRIPT = fileURLToPath(new URL("journal-process.mjs", import.meta.url));
