import type { onRequestAsyncHookHandler } from "fastify";

/**
 * Refuses requests for another host than this server is known by.
 *
 * A page of anywhere can have its name resolved to 127.0.0.1 and be of this server's origin to a browser (DNS rebinding);
 * what it cannot do is send our name.
 *
 * @param names - without ports.
 */
export function hostCheck(names: readonly string[]): onRequestAsyncHookHandler {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return async (request, reply) => {
    const name = (request.headers.host ?? "").replace(/:\d{1,5}$/, "").toLowerCase();
    if (!known.has(name)) {
      await reply.code(421).send({ error: { code: "misdirected", message: "this server has another name" } });
    }
  };
}
