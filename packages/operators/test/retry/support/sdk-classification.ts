import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What the installed SDK retries, asked of the SDK itself. */
interface SdkClassification {
  isThrottlingError(error: unknown): boolean;
  isTransientError(error: unknown): boolean;
}

// Of the client that is installed here, whichever version of @smithy/core that one brings.
const ofTest = createRequire(import.meta.url);
const ofClient = createRequire(ofTest.resolve("@aws-sdk/client-rekognition"));

export const sdkClassification = ofClient("@smithy/core/retry") as SdkClassification;

/** Every text in the SDK's module: its lists are not exported, and what is in none of them may be asked as well. */
export const sdkTexts: readonly string[] = [
  ...new Set(
    [...readFileSync(ofClient.resolve("@smithy/core/retry"), "utf8").matchAll(/"([^"\n]+)"/g)].map(
      ([, text = ""]) => text,
    ),
  ),
];
