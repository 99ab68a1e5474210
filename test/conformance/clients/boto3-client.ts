import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rekognition-rx/emulator";
import { clientEnvironment } from "../conformance-emulator.js";
import type { AwsClient, ClientMaker } from "./aws-client.js";
import { AwsRefusal } from "./aws-refusal.js";
import { plain } from "./plain.js";

const script = fileURLToPath(new URL("../boto3/client.py", import.meta.url));

/** boto3: a process of Python that takes a line of JSON for each call. */
export const boto3Client: ClientMaker = (url, options): AwsClient => {
  const child = spawn("python3", [script, url], {
    env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...clientEnvironment(options) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (request: JsonObject): Promise<JsonObject> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done === true) {
      throw new Error(`boto3 ended at ${JSON.stringify(request)}`);
    }
    const { answer, refusal, failure } = JSON.parse(line.value) as {
      readonly answer?: JsonObject;
      readonly refusal?: readonly [string, string];
      readonly failure?: string;
    };
    if (refusal !== undefined) {
      throw new AwsRefusal(...refusal);
    }
    if (answer === undefined) {
      throw new Error(failure);
    }
    return answer;
  };
  return {
    call: async (operation, input = {}) => plain(await ask({ operation, input })),
    async walk(listing) {
      const { items, next } = await ask({ walk: listing });
      const walked = plain({ items });
      return { items: walked["items"] as readonly unknown[], next: (next as string | null) ?? undefined };
    },
    async wait(waiter, input) {
      await ask({ waiter, input });
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) {
        await once(child, "exit");
      }
    },
  };
};
