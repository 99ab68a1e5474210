import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

import { NO_AWS } from "./run-example.js";

/** An example that is under way. */
export interface StartedExample {
  /** Kills it as `kill -9` does, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  readonly hasEnded: () => boolean;
}

/** Starts a built example, for a test that does not let it come to its end. */
export function startExample(
  name: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): StartedExample {
  const module = fileURLToPath(new URL(`../../../examples/dist/${name}.js`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [module], {
    cwd,
    env: { PATH: process.env["PATH"], ...NO_AWS, HOME: cwd, ...env },
    stdio: "ignore",
  });
  const gone = once(child, "close");
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    hasEnded: () => child.exitCode !== null,
  };
}
