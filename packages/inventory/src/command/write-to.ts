import { once } from "node:events";

/** Writes to a stream at the pace of who reads it. Rejects with the signal's reason alone: a reader that leaves has enough. */
export async function writeTo(
  stream: NodeJS.WriteStream,
  data: string | Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (data.length > 0 && !stream.write(data) && stream.writable) {
    const settled = new AbortController();
    const options = { signal: AbortSignal.any([signal, settled.signal]) };
    try {
      await Promise.race([once(stream, "drain", options), once(stream, "close", options)]);
    } catch {
      signal.throwIfAborted();
      // The stream has failed: whoever listens to it says so.
    } finally {
      settled.abort();
    }
  }
}
