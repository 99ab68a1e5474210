import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { onTestFinished } from "vitest";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The real client, which reports every failure the first time. */
export function sdkClient(
  endpoint: string,
  {
    region = "us-east-1",
    accessKeyId = "AKIDEXAMPLE",
  }: { readonly region?: string; readonly accessKeyId?: string } = {},
): RekognitionClient {
  const credentials = { accessKeyId, secretAccessKey: "secret" };
  const client = new RekognitionClient({ endpoint, region, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}
