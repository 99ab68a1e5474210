import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** A folder whose files are served, to this machine alone. */
export interface ServedFolder {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves the files of a folder: over `file:` a page may not load its own pictures. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/favicon.ico") {
      // A browser asks for it by itself.
      response.writeHead(204).end();
      return;
    }
    readFile(join(folder, normalize(decodeURIComponent(pathname)))).then(
      (body) => response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? "text/plain" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};
