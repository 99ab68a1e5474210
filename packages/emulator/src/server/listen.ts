import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A server that listens. */
export interface Listener {
  /** Its address: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly port: number;
  /** Cuts off all open requests. A second call waits for the same end. */
  close(): Promise<void>;
}

/**
 * Answers requests on a port, from the moment it resolves.
 *
 * @param handle - answers one request; `closing` aborts as the server closes
 * @throws Error with the `code` `EADDRINUSE` when the port is taken
 */
export async function listen(
  { port, host }: { readonly port: number; readonly host: string },
  handle: (request: IncomingMessage, response: ServerResponse, closing: AbortSignal) => Promise<void>,
): Promise<Listener> {
  const closing = new AbortController();
  // Each answer that is being delayed has a listener, and there may be many.
  setMaxListeners(0, closing.signal);
  // No keep-alive time-out: if the server closed a connection while a client sends, that would be a fault nobody asked for.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    handle(request, response, closing.signal).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  const boundPort = await bind(server, port, host);
  let closed: Promise<void> | undefined;
  return {
    url: `http://${reachable(host)}:${boundPort}`,
    port: boundPort,
    close() {
      closed ??= new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** The host to use in a URL: a client cannot connect to "any address" (`0.0.0.0`, `::`). */
function reachable(host: string): string {
  if (host === "0.0.0.0") {
    return "127.0.0.1";
  }
  if (host === "::") {
    return "[::1]";
  }
  return host.includes(":") ? `[${host}]` : host;
}
