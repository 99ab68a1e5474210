import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { onTestFinished } from "vitest";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** An emulator for one test, and the real client that talks to it over HTTP. */
export async function start(
  options?: EmulatorOptions,
  region = "us-east-1",
): Promise<{ readonly emulator: Emulator; readonly client: RekognitionClient }> {
  const emulator = await createEmulator(options);
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = rekognitionClient({ endpoint: emulator.url, region, credentials });
  onTestFinished(async () => {
    client.destroy();
    await emulator.close();
  });
  return { emulator, client };
}
