import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/** Takes every logger of a class called NoOpLogger for the SDK's. */
export function silencesByName(client: RekognitionClient): RekognitionClient {
  client.middlewareStack.add(
    (next, context) => {
      if ((context.logger as object | undefined)?.constructor.name === "NoOpLogger") {
        delete context.logger;
      }
      return next;
    },
    { step: "initialize", name: "loggerMiddleware", override: true },
  );
  return client;
}
