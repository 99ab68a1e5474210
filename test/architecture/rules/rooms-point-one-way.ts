import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** What each room of a package may import, besides itself; the ground floor first. */
const MAY_IMPORT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  core: {
    errors: [],
    codecs: ["errors"],
    request: ["errors"],
    walk: ["errors", "request"],
    delivery: ["errors", "request", "walk"],
    listing: ["errors", "request", "walk", "delivery"],
    client: ["errors", "request"],
    operations: ["errors", "request", "delivery", "listing"],
  },
  operators: {
    arguments: [],
    flatten: ["arguments"],
    decode: ["arguments", "flatten"],
    restart: ["arguments"],
    time: [],
    retry: ["arguments", "time"],
    limit: ["arguments", "time", "retry"],
    pace: ["arguments", "retry", "limit"],
    consume: ["arguments"],
    watch: ["arguments", "time", "retry"],
    each: ["arguments"],
    trace: ["arguments", "time", "retry", "pace"],
  },
  // Floors: each room may import all that are below it.
  inventory: floors([
    "package",
    "text",
    "failures",
    "records",
    "cost",
    "crawl",
    "journal",
    "ledger",
    "views",
    "changes",
    "postgres",
    "targets",
    "run",
    "sweep",
    "report",
    "doctor",
    "progress",
    "command",
  ]),
  sweep: floors(["time", "tables", "store", "embedded", "queues", "work", "engine"]),
  emulator: floors(["wire", "time", "shapes", "seed", "account", "operations", "faults", "server", "command"]),
};

/** @param rooms - the ground floor first. */
function floors(rooms: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(rooms.map((room, floor) => [room, rooms.slice(0, floor)]));
}

/** Inside a package the rooms import downwards only; and nobody imports the index. */
export const roomsPointOneWay: Rule = (sources) =>
  sources.flatMap(({ path, imports }) => {
    const at = placeOf(path);
    if (at?.room === undefined) {
      return [];
    }
    const allowed = MAY_IMPORT[at.package]?.[at.room];
    if (allowed === undefined) {
      return [`${path} is in the room ${at.room}, which this rule does not know: add it`];
    }
    return imports.flatMap((specifier) => {
      if (!specifier.startsWith(".")) {
        return [];
      }
      const target = posix.join(posix.dirname(path), specifier);
      const room = placeOf(target)?.room;
      if (room === at.room || (room !== undefined && allowed.includes(room))) {
        return [];
      }
      return [`${path} may not import ${target}: ${at.room} may import ${allowed.join(", ") || "nothing else"}`];
    });
  });

/** The package and its room; no room for a file beside the index. */
function placeOf(path: string): { readonly package: string; readonly room: string | undefined } | undefined {
  const [packages, name = "", src, room, ...rest] = path.split("/");
  if (packages !== "packages" || src !== "src" || !(name in MAY_IMPORT)) {
    return undefined;
  }
  return { package: name, room: rest.length === 0 ? undefined : room };
}
