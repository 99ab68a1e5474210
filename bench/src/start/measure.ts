import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const EMULATOR = fileURLToPath(
  new URL("../bin/rekognition-emulator.js", import.meta.resolve("@rekognition-rx/emulator")),
);

/** Each command prints something as soon as it is ready. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "node, nothing": ["-e", "console.log('ready'); setInterval(() => {}, 1000)"],
  "rekognition-emulator": [EMULATOR, "--port", "0", "--projects", "240"],
};

/** How long the emulator's command takes until it accepts connections. */
export async function start(): Promise<Measured> {
  const figures = await inShuffledRounds(Object.keys(COMMANDS), 10, (contestant) =>
    millisecondsUntilReady(COMMANDS[contestant] ?? []),
  );
  return {
    name: "start",
    unit: "ms until the first line of output",
    setup:
      "The time from starting the process to the first line of its output. " +
      "The emulator prints this line once it accepts connections.",
    rows: rowsOf(figures, { "rekognition-emulator": { of: "figure", atMost: 500 } }, false),
  };
}

async function millisecondsUntilReady(command: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const passed = performance.now() - startedAt;
  child.kill("SIGTERM");
  await once(child, "close");
  return passed;
}
