import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { onTestFinished } from "vitest";

/** An emulator for one test. */
export async function start(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}
