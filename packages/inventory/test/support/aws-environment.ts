import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.js";

/** For one test, an environment without any AWS configuration but this; `files.config` is what `~/.aws/config` says. */
export function awsEnvironment(
  variables: Readonly<Record<string, string>> = {},
  files: { readonly config?: string; readonly credentials?: string } = {},
): void {
  const before = { ...process.env };
  const folder = temporaryFolder();
  const config = join(folder, "config");
  const credentials = join(folder, "credentials");
  writeFileSync(config, files.config ?? "");
  writeFileSync(credentials, files.credentials ?? "");
  replaceEnvironment({
    ...Object.fromEntries(Object.entries(before).filter(([name]) => !/^AWS_|_proxy$/i.test(name))),
    // No profile of the developer's, and no question to the metadata service of a machine in EC2.
    HOME: folder,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...variables,
  });
  onTestFinished(() => replaceEnvironment(before));
}

/** In place: assigned as a whole, it would be a plain object, which makes texts of no values. */
function replaceEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)));
}
