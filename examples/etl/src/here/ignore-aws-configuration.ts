import { devNull } from "node:os";

/** Whatever lies around, an endpoint, a profile, must neither be used nor be in the way of an emulator. */
export function ignoreAwsConfiguration(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_") && name !== "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED") {
      delete process.env[name];
    }
  }
  process.env["AWS_CONFIG_FILE"] = devNull;
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
}
