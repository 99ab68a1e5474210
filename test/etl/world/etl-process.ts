import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process of the job has come to. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The job in a process of its own. */
export class EtlProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;

  /** @param main - the module to run: the job's own, or one that breaks something first. */
  constructor(
    where: { readonly endpoint: string; readonly connectionString: string; readonly cwd: string },
    args: readonly string[] = [],
    main: string = MAIN,
  ) {
    this.#child = spawn(process.execPath, [main, "--aws", ...args], {
      cwd: where.cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        HOME: where.cwd,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_CONFIG_FILE: "/dev/null",
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_ENDPOINT_URL: where.endpoint,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
        AWS_REGION: "us-east-1",
        DATABASE_URL: where.connectionString,
      },
    });
    this.ended = output(this.#child);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  /** `kill -9`. @returns whether it was still there to be killed. */
  async kill(): Promise<boolean> {
    this.#child.kill("SIGKILL");
    const { signal } = await this.ended;
    return signal === "SIGKILL";
  }
}

async function output(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout, stderr };
}

/** What `npx -y pnpm@10 run etl` starts. */
export const MAIN: string = fileURLToPath(
  new URL("dist/main.js", import.meta.resolve("@rekognition-rx/example-etl/package.json")),
);
