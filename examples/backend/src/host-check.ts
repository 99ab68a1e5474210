import type { onRequestAsyncHookHandler } from "fastify";
import { hostName } from "./host-name.js";

/**
 * Refuses requests for another host than this server is known by.
 *
 * A page of anywhere can have its name resolved to 127.0.0.1 and be of this server's origin to a browser (DNS rebinding);
 * what it cannot do is send our name.
 *
 * @param names - names and addresses, without ports.
 * @throws RangeError for what could never match.
 */
export function hostCheck(names: readonly string[]): onRequestAsyncHookHandler {
  const known = new Set(
    names.map((given) => {
      const name = hostName(given);
      if (name === undefined) {
        throw new RangeError(
          `hosts has ${JSON.stringify(given)}; it must be a host name or an address, without a port`,
        );
      }
      return name;
    }),
  );
  return async (request, reply) => {
    const name = (request.headers.host ?? "").replace(/:\d{1,5}$/, "").toLowerCase();
    // The same address of version 6 is written in many ways.
    if (!known.has(name.startsWith("[") ? (hostName(name) ?? "") : name)) {
      await reply.code(421).send({ error: { code: "misdirected", message: "this server has another name" } });
    }
  };
}
