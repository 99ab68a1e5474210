import { spawnSync } from "node:child_process";
import { type Finished, run } from "../../packaging/run.js";
import { awsCli } from "../client-found.js";
import { type PythonServer, pythonServer } from "../python-server.js";

/**
 * Runs a command of the AWS CLI.
 *
 * Its own entry point in a process of its own each time, forked from one that has loaded it (`serve.py`) where the CLI
 * is a package of the Python at hand, as Debian's is; else the command itself.
 */
export async function runAws(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Finished> {
  server ??= isPackageOfPython() ? pythonServer("cli/serve.py") : "none";
  return server === "none" ? run("aws", args, { env }) : finished(await server({ args, env }));
}

let server: PythonServer | "none" | undefined;

function finished(answer: Readonly<Record<string, unknown>>): Finished {
  const { code, stdout, stderr } = answer;
  return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
}

/** Whether Python has the very CLI that the command is, and may fork after it has looked for proxies (macOS may not). */
function isPackageOfPython(): boolean {
  if (process.platform !== "linux") {
    return false;
  }
  const code = "import awscli; print('aws-cli/' + awscli.__version__)";
  const { status, stdout } = spawnSync("python3", ["-c", code], { encoding: "utf8", timeout: 60_000 });
  return status === 0 && awsCli.version?.startsWith(`${stdout.trim()} `) === true;
}
