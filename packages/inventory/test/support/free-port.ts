import { createServer } from "node:net";

/**
 * A port of this machine where nobody listens. No system gives it to a server or a connection that asks for any port, as
 * the other tests do all the time: it stays free until its owner comes, and while its owner restarts.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) {
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return isListening;
}

/** Above those of well-known services, and below 32768, where Linux begins to give ports; macOS and Windows begin later. */
const FIRST = 20_000;
const PORTS = 12_000;
