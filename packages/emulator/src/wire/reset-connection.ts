import type { Socket } from "node:net";

/**
 * Resets a connection.
 *
 * A connection that is being ended already is only destroyed: Node cannot reset it any more, and would hold on to it for
 * ever. The process could then not end, and would be busy with that alone.
 */
export function resetConnection(socket: Socket): void {
  if (socket.writableEnded) {
    socket.destroy();
  } else {
    socket.resetAndDestroy();
  }
}
