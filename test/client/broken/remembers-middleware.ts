import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/** Keeps the stack that it joined for the first command of a kind, with the middleware of that first command in it. */
export function remembersMiddleware(client: RekognitionClient): RekognitionClient {
  const stack = client.middlewareStack;
  const concat = stack.concat.bind(stack);
  const joined = new Map<string, unknown>();
  Object.assign(stack, {
    concat: (command: Parameters<typeof concat>[0]) => {
      const kind = command.identify().join();
      const known = joined.get(kind) ?? concat(command);
      joined.set(kind, known);
      return known;
    },
  });
  return client;
}
