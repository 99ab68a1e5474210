import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onCore } from "./cores.js";

/** A contestant in a process of its own, which waits for its turn. */
export interface BlockProcess {
  /** Lets it run a block. @returns its figure */
  block(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a module that answers blocks (`answerBlocks`). */
export function startBlockProcess(
  module: URL,
  contestant: string,
  { core, env = {} }: { readonly core: number | undefined; readonly env?: NodeJS.ProcessEnv },
): BlockProcess {
  const [command, ...args] = onCore(core, [process.execPath, module.pathname, contestant]);
  const child = spawn(command, args, {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = once(child, "close");
  return {
    async block() {
      child.stdin.write("\n");
      const line = await lines.next();
      const figure = line.done === true ? Number.NaN : Number(line.value);
      if (!(figure > 0)) {
        throw new Error(`${contestant} answered a block with ${JSON.stringify(line)} (exit code ${child.exitCode})`);
      }
      return figure;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
