/**
 * Calls back when a request that was just sent has had its time to reach the socket.
 *
 * Without it a consumer that computes without awaiting would hold the request back until it is done,
 * and nothing would overlap. The SDK needs two turns of the event loop to sign and to write.
 */
export function yieldToSocket(callback: () => void): void {
  nextTurn(() => nextTurn(callback));
}

// Taken once, so that fake timers of a test that walks a listing do not stop it.
const nextTurn: (callback: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : (callback) => setTimeout(callback, 0);
