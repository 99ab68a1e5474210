import { devNull } from "node:os";

/**
 * Has this process forget the AWS configuration around it: a profile, an endpoint, a region, a proxy of the machine that it
 * happens to run on must neither be used nor be in the way of an emulator.
 *
 * For programs and tests that talk to an emulator alone, before their first client is made: environment variables `AWS_*` are
 * removed, but for those that steer the SDK itself (`AWS_SDK_JS_*`), and those of proxies; the configuration files are none;
 * the credentials are made up.
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
    // A proxy, too, is a way to AWS, and not to this machine.
    if (isAws || /_proxy$/i.test(name)) {
      delete process.env[name];
    }
  }
  process.env["AWS_CONFIG_FILE"] = devNull;
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
  process.env["AWS_ACCESS_KEY_ID"] = "emulated";
  process.env["AWS_SECRET_ACCESS_KEY"] = "emulated";
}
