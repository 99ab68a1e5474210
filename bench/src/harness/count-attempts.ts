import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/** Attempts of a client's requests, and how many of them were throttled. */
export interface Attempts {
  requests: number;
  throttled: number;
}

/** Counts each attempt of each request: it runs inside the SDK's retries. */
export function countAttempts(client: RekognitionClient, attempts: Attempts): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      attempts.requests += 1;
      try {
        return await next(args);
      } catch (error) {
        attempts.throttled += error instanceof Error && error.name === "ThrottlingException" ? 1 : 0;
        throw error;
      }
    },
    { step: "finalizeRequest", priority: "low", name: "countAttempts" },
  );
}
