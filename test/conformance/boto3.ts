import type { Emulator } from "@rekognition-rx/emulator";
import { askBoto3 } from "./boto3/ask-boto3.js";
import { clientEnvironment } from "./conformance-emulator.js";

/** What a scenario of `boto3/scenario.py` comes to on an emulator. */
export async function boto3Scenario(emulator: Emulator, scenario: string): Promise<unknown> {
  const { answer, refusal } = await askBoto3({ url: emulator.url, env: clientEnvironment(), scenario });
  if (refusal !== undefined) {
    throw new Error(`boto3's ${scenario} was refused: ${refusal.join(": ")}`);
  }
  return answer;
}
