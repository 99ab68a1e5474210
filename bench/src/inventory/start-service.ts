import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onCore } from "../harness/cores.js";
import type { EmulatorProcess } from "../harness/emulator-process.js";
import type { ServiceSize } from "./size.js";

/** Starts the service, and waits until it accepts connections. @param core - the core to bind it to, if any. */
export async function startService(size: ServiceSize, core?: number): Promise<EmulatorProcess> {
  const module = fileURLToPath(new URL("service.js", import.meta.url));
  const [command, ...args] = onCore(core, [process.execPath, module, JSON.stringify(size)]);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    env: { AWS_ENDPOINT_URL_REKOGNITION: url },
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}
