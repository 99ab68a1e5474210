import { fileURLToPath } from "node:url";

import { type Finished, run } from "../../packaging/run.js";

export interface RunExampleOptions {
  readonly cwd: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a built example to its end, in an environment that has nothing of AWS but `env`. */
export function runExample(name: string, { cwd, args = [], env = {} }: RunExampleOptions): Promise<Finished> {
  const module = fileURLToPath(new URL(`../../../examples/dist/${name}.js`, import.meta.url));
  return run(process.execPath, [module, ...args], { cwd, env: { ...NO_AWS, HOME: cwd, ...env }, timeout: 240_000 });
}

/** What an example needs to reach an emulator. */
export function environmentOf(emulator: { readonly url: string }): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
}

/** Empties what of AWS the environment has. */
export const NO_AWS: Readonly<Record<string, string>> = {
  // Empty is unset for the SDK; the developer's own must not come into it.
  AWS_PROFILE: "",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};
