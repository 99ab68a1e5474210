import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** An emulator in a process of its own: what it costs is no contestant's. */
export interface EmulatorProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the emulator's command with a lifelike account, and waits until it accepts connections. */
export async function startEmulator(projects: number): Promise<EmulatorProcess> {
  const command = fileURLToPath(
    new URL("../bin/rekognition-emulator.js", import.meta.resolve("@rekognition-rx/emulator")),
  );
  const child = spawn(process.execPath, [command, "--port", "0", "--seed", "1", "--projects", String(projects)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}
