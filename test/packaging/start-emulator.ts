import { spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { createInterface } from "node:readline";

/** A running `rekognition-emulator`. */
export interface EmulatorProcess {
  readonly url: string;
  /** What a program needs for its `new RekognitionClient({})` to reach the emulator. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts the command of a built or installed emulator on a free port, with the account that it serves by default. */
export async function startEmulator(bin: string): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, [bin, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));

  // The contract: its URL is on the first line, once it accepts connections.
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    exited.then(([code]) => {
      throw new Error(`rekognition-emulator ended with ${String(code)} before it printed its URL\n${complaint}`);
    }),
  ])) as [string];
  const url = /http:\/\/\S+/.exec(line)?.[0];
  if (url === undefined) {
    child.kill();
    throw new Error(`rekognition-emulator's first line has no URL: ${line}`);
  }
  return {
    url,
    env: {
      AWS_ENDPOINT_URL_REKOGNITION: url,
      // STS and Organizations, which it answers too.
      AWS_ENDPOINT_URL: url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      // The developer's own profiles must not come into it.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
