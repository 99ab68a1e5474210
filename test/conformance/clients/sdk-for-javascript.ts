import * as sdk from "@aws-sdk/client-rekognition";
import type { JsonObject } from "@rekognition-rx/emulator";
import type { AwsClient, ClientMaker } from "./aws-client.js";
import { AwsRefusal } from "./aws-refusal.js";
import { plain } from "./plain.js";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The AWS SDK for JavaScript. */
export const sdkForJavaScript: ClientMaker = (endpoint, { maxAttempts = 1, ...given } = {}): AwsClient => {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", ...given };
  const client = new sdk.RekognitionClient({ endpoint, region: "us-east-1", credentials, maxAttempts });
  const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
  return {
    async call(operation, input = {}) {
      const Command = exported(`${operation}Command`) as new (input: unknown) => unknown;
      try {
        return plain(await send(new Command(withBytes(input))));
      } catch (error) {
        throw error instanceof sdk.RekognitionServiceException ? new AwsRefusal(error.name, error.message) : error;
      }
    },
    async walk({ operation, input = {}, member, pageSize, limit = Number.POSITIVE_INFINITY, from }) {
      const paginate = exported(`paginate${operation}`) as (config: object, input: object) => AsyncIterable<JsonObject>;
      const items: unknown[] = [];
      const startingToken = from === undefined ? {} : { startingToken: from };
      for await (const page of paginate({ client, pageSize, ...startingToken }, { ...input })) {
        items.push(...((plain(page)[member] ?? []) as readonly unknown[]));
        // It stops at the ends of pages only.
        if (items.length >= limit) {
          return { items, next: page["NextToken"] as string | undefined };
        }
      }
      return { items, next: undefined };
    },
    async wait(waiter, input) {
      const until = exported(`waitUntil${waiter}`) as (config: object, input: object) => Promise<unknown>;
      await until({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, input);
    },
    async close() {
      client.destroy();
    },
  };
};

function exported(name: string): unknown {
  const found: unknown = Object.entries(sdk).find(([each]) => each === name)?.[1];
  if (found === undefined) {
    throw new Error(`the SDK has no ${name}`);
  }
  return found;
}

/** The changes of a dataset are bytes. */
function withBytes(input: JsonObject): JsonObject {
  const { Changes: changes } = input as { readonly Changes?: { readonly GroundTruth: string } };
  return changes === undefined ? input : { ...input, Changes: { GroundTruth: Buffer.from(changes.GroundTruth) } };
}
