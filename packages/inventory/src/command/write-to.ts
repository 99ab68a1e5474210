import { once } from "node:events";
import { anySignal } from "../crawl/any-signal.js";

/**
 * Writes to a stream at the pace of the reader. Rejects only with the signal's reason: a reader that closes the stream
 * has enough.
 */
export async function writeTo(
  stream: NodeJS.WriteStream,
  data: string | Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (data.length > 0 && !stream.write(data) && stream.writable) {
    const settled = new AbortController();
    const options = { signal: anySignal([signal, settled.signal]) };
    try {
      await Promise.race([once(stream, "drain", options), once(stream, "close", options)]);
    } catch {
      signal.throwIfAborted();
      // The stream has failed. Its listener for errors reports that.
    } finally {
      settled.abort();
    }
  }
}
