import { isInterruption, onInterruption } from "./interruption.js";
import { say } from "./say.js";

/**
 * Does work that Ctrl-C ends at once, and that leaves everything as it was if it is ended.
 *
 * @param stopped - the sentence that is written to stderr then.
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
