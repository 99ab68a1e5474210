import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";

/** `GET /`: the live page, and its two files. */
export function pageRoute(app: FastifyInstance): void {
  for (const [path, file, type] of [
    ["/", "index.html", "text/html"],
    ["/live.js", "live.js", "text/javascript"],
    ["/live.css", "live.css", "text/css"],
  ] as const) {
    const text = readFileSync(new URL(`../page/${file}`, import.meta.url));
    app.get(path, (_, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
}
