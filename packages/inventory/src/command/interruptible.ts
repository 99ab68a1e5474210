import { isInterruption, onInterruption } from "./interruption.js";
import { say } from "./say.js";

/**
 * Work that Ctrl-C ends at once, and that leaves everything as it was.
 *
 * @param stopped - what is said then.
 */
export async function interruptible(
  work: (signal: AbortSignal) => Promise<number>,
  stopped = "stopped; nothing was changed",
): Promise<number> {
  const interruption = onInterruption();
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (isInterruption(error)) {
      say(stopped);
      return error.exitCode;
    }
    throw error;
  } finally {
    interruption.stopListening();
  }
}
