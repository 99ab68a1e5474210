import type { Emulator } from "@rekognition-rx/emulator";
import { type Finished, run } from "../packaging/run.js";
import { runAws } from "./cli/run-aws.js";
import { clientEnvironment } from "./conformance-emulator.js";

/** Runs `aws rekognition ...` against an emulator. */
export function aws(emulator: Emulator, args: readonly string[]): Promise<Finished> {
  return runAws(commandLine(emulator, args), clientEnvironment());
}

/** The same by the command itself, as a user calls it: it takes a second to start. */
export function awsItself(emulator: Emulator, args: readonly string[]): Promise<Finished> {
  return run("aws", commandLine(emulator, args), { env: clientEnvironment() });
}

function commandLine(emulator: Emulator, args: readonly string[]): readonly string[] {
  return ["rekognition", ...args, "--endpoint-url", emulator.url, "--output", "json"];
}
