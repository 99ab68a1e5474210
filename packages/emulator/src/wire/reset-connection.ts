import type { Socket } from "node:net";

/**
 * Resets a connection.
 *
 * A connection that is being ended already is only destroyed: Node cannot reset it any more, and would keep it for ever.
 * The process could then not end, and would use CPU all the time.
 */
export function resetConnection(socket: Socket): void {
  if (socket.writableEnded) {
    socket.destroy();
  } else {
    socket.resetAndDestroy();
  }
}
