import { fileURLToPath } from "node:url";
import type { Emulator } from "@rekognition-rx/emulator";
import { run } from "../packaging/run.js";
import { clientEnvironment } from "./conformance-emulator.js";

const script = fileURLToPath(new URL("./boto3/scenario.py", import.meta.url));

/** What a scenario of `boto3/scenario.py` comes to on an emulator. */
export async function boto3Scenario(emulator: Emulator, scenario: string): Promise<unknown> {
  const { code, stdout, stderr } = await run("python3", [script, emulator.url, scenario], {
    env: clientEnvironment(),
  });
  if (code !== 0) {
    throw new Error(`boto3's ${scenario} ended with ${code}: ${stderr}`);
  }
  return JSON.parse(stdout);
}
