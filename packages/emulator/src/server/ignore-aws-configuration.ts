import { devNull } from "node:os";

/**
 * Makes this process forget the AWS configuration of its machine: a profile, an endpoint, a region or a proxy is then neither
 * used nor a cause of failures.
 *
 * For programs and tests that use only an emulator. Call it before you make the first client. It removes the environment
 * variables of proxies and `AWS_*`, except those that control the SDK itself (`AWS_SDK_JS_*`). It lets the SDK find no
 * configuration files, and sets made-up credentials.
 *
 * @example
 * ```ts
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 * import { createEmulator, ignoreAwsConfiguration } from "@rekognition-rx/emulator";
 *
 * ignoreAwsConfiguration();
 * const emulator = await createEmulator();
 * const client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1" });
 * client.destroy();
 * await emulator.close();
 * ```
 */
export function ignoreAwsConfiguration(): void {
  for (const name of Object.keys(process.env)) {
    const isAws = name.startsWith("AWS_") && !name.startsWith("AWS_SDK_JS_");
    // A proxy leads away from this machine, too.
    if (isAws || /_proxy$/i.test(name)) {
      delete process.env[name];
    }
  }
  process.env["AWS_CONFIG_FILE"] = devNull;
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
  process.env["AWS_ACCESS_KEY_ID"] = "emulated";
  process.env["AWS_SECRET_ACCESS_KEY"] = "emulated";
}
