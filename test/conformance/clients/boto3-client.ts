import type { JsonObject } from "@rekognition-rx/emulator";
import { askBoto3 } from "../boto3/ask-boto3.js";
import { clientEnvironment } from "../conformance-emulator.js";
import type { AwsClient, ClientMaker } from "./aws-client.js";
import { AwsRefusal } from "./aws-refusal.js";
import { plain } from "./plain.js";

/** boto3. */
export const boto3Client: ClientMaker = (url, options): AwsClient => {
  const env = clientEnvironment(options);
  const ask = async (request: JsonObject): Promise<JsonObject> => {
    const { answer, refusal } = await askBoto3({ url, env, ...request });
    if (refusal !== undefined) {
      throw new AwsRefusal(...refusal);
    }
    return answer as JsonObject;
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
    async close() {},
  };
};
