import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Finished, run } from "../../packaging/run.js";
import { awsCli } from "../client-found.js";
import { clientEnvironment } from "../conformance-emulator.js";

/**
 * Runs a command of the AWS CLI.
 *
 * Its own entry point in a process of its own each time, forked from one that has loaded it (`serve.py`) where the CLI
 * is a package of the Python at hand, as Debian's is; else the command itself.
 */
export async function runAws(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Finished> {
  server ??= isPackageOfPython() ? startServer() : "none";
  return server === "none" ? run("aws", args, { env }) : server(args, env);
}

type Server = (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<Finished>;

let server: Server | "none" | undefined;

/** Whether Python has the very CLI that the command is, and may fork after it has looked for proxies (macOS may not). */
function isPackageOfPython(): boolean {
  if (process.platform !== "linux") {
    return false;
  }
  const code = "import awscli; print('aws-cli/' + awscli.__version__)";
  const { status, stdout } = spawnSync("python3", ["-c", code], { encoding: "utf8", timeout: 60_000 });
  return status === 0 && awsCli.version?.startsWith(`${stdout.trim()} `) === true;
}

function startServer(): Server {
  const script = fileURLToPath(new URL("./serve.py", import.meta.url));
  const child = spawn("python3", [script], {
    env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...clientEnvironment() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<
    number,
    { readonly resolve: (done: Finished) => void; readonly reject: (e: Error) => void }
  >();
  let asked = 0;
  createInterface(child.stdout).on("line", (line) => {
    const { id, ...finished } = JSON.parse(line) as Finished & { readonly id: number };
    waiting.get(id)?.resolve(finished);
    waiting.delete(id);
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`serve.py ended with ${code}`));
    }
  });
  letGo(child);
  return (args, env) =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ id: asked, args, env })}\n`);
    });
}

/** It lives as long as the tests of this worker do: it ends by itself when its input does. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) {
    if (stream instanceof Socket) {
      stream.unref();
    }
  }
}
