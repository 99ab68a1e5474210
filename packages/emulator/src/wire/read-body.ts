import type { IncomingMessage } from "node:http";

/** Why a request has no body to work on. */
export type NoBody = "too-large" | "gone";

/**
 * Collects a request's body, as long as it has at most `limit` bytes.
 *
 * Never rejects. It resolves with `"too-large"` as soon as that is known; the rest is read and dropped, so that the client
 * can read its answer. `"gone"` means that the client left in the middle.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | NoBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        resolve("too-large");
      }
    });
    request.on("end", () => resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)));
    request.on("error", () => resolve("gone"));
    request.on("close", () => resolve("gone"));
  });
}
