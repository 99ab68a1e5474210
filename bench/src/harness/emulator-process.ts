import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onCore } from "./cores.js";

/** An emulator in a process of its own, so that no contestant pays for its work. */
export interface EmulatorProcess {
  /** The environment variables that lead an AWS SDK to it, and nowhere else. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/**
 * Starts the emulator's command with a lifelike account, and waits until it accepts connections.
 *
 * @param core - the core to bind it to, if any.
 */
export async function startEmulator(
  options: Readonly<Record<"projects", number>> & Readonly<Record<string, number>>,
  core?: number,
): Promise<EmulatorProcess> {
  const command = fileURLToPath(
    new URL("../bin/rekognition-emulator.js", import.meta.resolve("@rekognition-rx/emulator")),
  );
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const [node, ...rest] = onCore(core, [process.execPath, command, "--port", "0", "--seed", "1", ...args]);
  const child = spawn(node, rest, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    env: {
      AWS_ENDPOINT_URL_REKOGNITION: url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    },
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}
