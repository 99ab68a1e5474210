import { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { CommandFolder } from "./command-folder.js";

/** For what happens between two runs of the command. */
export function clientOf({ emulator }: CommandFolder, region = "us-east-1"): RekognitionClient & Disposable {
  const client = new RekognitionClient({
    region,
    endpoint: emulator.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}
