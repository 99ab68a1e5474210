import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** What each room of core may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  codecs: ["errors"],
  listing: ["errors", "codecs"],
  client: ["errors", "codecs", "listing"],
  operations: ["errors", "codecs", "listing", "client"],
};

const CORE = "packages/core/src/";

/** Inside core: errors <- codecs <- listing <- client, operations; and nobody imports the index. */
export const roomsPointOneWay: Rule = (sources) =>
  sources.flatMap(({ path, imports }) => {
    const room = roomOf(path);
    if (room === undefined) return [];
    const allowed = MAY_IMPORT[room];
    if (allowed === undefined) return [`${path} is in the room ${room}, which this rule does not know: add it`];
    return imports.flatMap((specifier) => {
      if (!specifier.startsWith(".")) return [];
      const target = posix.join(posix.dirname(path), specifier);
      const targetRoom = roomOf(target);
      if (targetRoom === room || (targetRoom !== undefined && allowed.includes(targetRoom))) return [];
      return [`${path} may not import ${target}: ${room} may import ${allowed.join(", ") || "nothing else"}`];
    });
  });

/** The folder under core's sources; none for a file beside the index. */
function roomOf(path: string): string | undefined {
  if (!path.startsWith(CORE)) return undefined;
  const [room, ...rest] = path.slice(CORE.length).split("/");
  return rest.length === 0 ? undefined : room;
}
