import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process of the command has come to. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The command in a process of its own. */
export class CommandProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;

  /** @param bin - the module to run: the command's own, or one that breaks something first. */
  constructor(bin: string, args: readonly string[], folder: string) {
    const own = Object.entries(process.env).filter(([name]) => !/^AWS_|^(FORCE|NO)_COLOR$|^NODE_OPTIONS$/.test(name));
    this.#child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...Object.fromEntries(own),
        HOME: folder,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
        AWS_REGION: "us-east-1",
      },
    });
    this.ended = output(this.#child);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** `kill -9`. @returns whether it was still there to be killed. */
  async kill(): Promise<boolean> {
    this.#child.kill("SIGKILL");
    const { signal } = await this.ended;
    return signal === "SIGKILL";
  }

  /** As a process whose machine is short of everything: its clock goes on, and it does not. */
  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child.kill("SIGCONT");
  }
}

async function output(child: ChildProcess): Promise<Ended> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal, stderr };
}

/** What `npx rekognition-inventory` starts. */
export const COMMAND: string = fileURLToPath(
  new URL("../bin/rekognition-inventory.js", import.meta.resolve("@rekognition-rx/inventory")),
);
