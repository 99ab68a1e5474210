import type { Emulator } from "@rekognition-rx/emulator";
import { type Finished, run } from "../packaging/run.js";
import { clientEnvironment } from "./conformance-emulator.js";

/** Runs `aws rekognition ...` against an emulator. */
export function aws(
  emulator: Emulator,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return run("aws", ["rekognition", ...args, "--endpoint-url", emulator.url, "--output", "json"], {
    env: { ...clientEnvironment(), ...env },
  });
}

/** The JSON that it prints; throws with what it complains of. */
export async function awsJson(
  emulator: Emulator,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const { code, stdout, stderr } = await aws(emulator, args, env);
  if (code !== 0) {
    throw new Error(`aws ${args.join(" ")} ended with ${code}: ${stderr}`);
  }
  return JSON.parse(stdout);
}
