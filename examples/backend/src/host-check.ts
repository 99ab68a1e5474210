import type { onRequestAsyncHookHandler } from "fastify";
import { hostName } from "./host-name.js";

/**
 * Refuses requests whose `Host` is not a name of this server.
 *
 * A page from anywhere can make its own name resolve to 127.0.0.1. A browser then takes this server for the origin of that
 * page (DNS rebinding). But the browser sends the name of the page, and not a name of this server.
 *
 * @param names - names and addresses, without ports.
 * @throws RangeError for a name that could never match.
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
    // The same IPv6 address can be written in many ways.
    if (!known.has(name.startsWith("[") ? (hostName(name) ?? "") : name)) {
      await reply.code(421).send({ error: { code: "misdirected", message: "this server does not have this name" } });
    }
  };
}
