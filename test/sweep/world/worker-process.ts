import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { CREDENTIALS } from "./world.js";

/** The command `worker` in a process of its own. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<void>;
  #said = "";

  constructor(database: string, folder: string) {
    const own = Object.entries(process.env).filter(([name]) => !/^AWS_|^(FORCE|NO)_COLOR$|^NODE_OPTIONS$/.test(name));
    this.#child = spawn(process.execPath, [COMMAND, "worker", "--sweep", database], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...Object.fromEntries(own), HOME: folder, ...CREDENTIALS },
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#said += text));
    this.ended = once(this.#child, "close").then(() => undefined);
  }

  /** What it had to say. */
  get said(): string {
    return this.#said;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  async stop(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    await this.ended;
    return this.#child.exitCode;
  }

  /** As a process whose machine is short of everything: its clock goes on, and it does not. */
  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child.kill("SIGCONT");
  }
}

/** What `npx rekognition-inventory` starts. */
const COMMAND: string = fileURLToPath(
  new URL("../bin/rekognition-inventory.js", import.meta.resolve("@rekognition-rx/inventory")),
);
