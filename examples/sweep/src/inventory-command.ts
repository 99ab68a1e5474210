import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Runs the command, and waits for its end. */
export async function inventoryCommand(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => {
    child.once("close", resolve);
  });
  const stdout = await text(child.stdout);
  await ended;
  return { exitCode: child.exitCode, stdout };
}

/** Starts the command; its errors go to the terminal. */
export function started(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], { env: environment(), stdio: ["ignore", "ignore", "inherit"] });
}

/** Settings of this machine, such as an endpoint, a profile or a proxy, must neither be used nor cause failures. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") && !/_proxy$/i.test(name));
  return {
    ...Object.fromEntries(own),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ACCESS_KEY_ID: "emulated",
    AWS_SECRET_ACCESS_KEY: "emulated",
  };
}

/** What `npx rekognition-inventory` starts. */
const COMMAND = fileURLToPath(
  new URL("../bin/rekognition-inventory.js", import.meta.resolve("@rekognition-rx/inventory")),
);
