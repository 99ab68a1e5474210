/**
 * Calls back when a request that was just sent has had time to reach the socket.
 *
 * Otherwise a consumer that computes without awaiting would hold the request back until the computation is done,
 * and the two would not overlap. The SDK needs two turns of the event loop to sign and to write.
 */
export function yieldToSocket(callback: () => void): void {
  nextTurn(() => nextTurn(callback));
}

// Read once, so that fake timers of a test do not stop a walk.
const nextTurn: (callback: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : (callback) => setTimeout(callback, 0);
