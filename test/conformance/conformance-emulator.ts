import { onTestFinished } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import type { ClientOptions } from "./clients/aws-client.js";

/** An emulator for one test. */
export async function conformanceEmulator(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** The environment of a client that may reach the emulator only: no profile, no metadata service. */
export function clientEnvironment(options: ClientOptions = {}): Readonly<Record<string, string>> {
  const { accessKeyId = "AKIDEXAMPLE", secretAccessKey = "secret", sessionToken = "", maxAttempts = 1 } = options;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    AWS_RETRY_MODE: "standard",
    AWS_MAX_ATTEMPTS: String(maxAttempts),
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
  };
}
