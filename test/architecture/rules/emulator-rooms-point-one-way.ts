import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** The rooms of the emulator, top floor first: each may import those below it. */
const ROOMS = ["command", "server", "faults", "operations", "account", "seed", "shapes", "time", "wire"];

const EMULATOR = "packages/emulator/src/";

/** Inside the emulator an arrow points to a lower room, and nobody imports the index. */
export const emulatorRoomsPointOneWay: Rule = (sources) =>
  sources.flatMap(({ path, imports }) => {
    const room = roomOf(path);
    if (room === undefined) {
      return [];
    }
    if (!ROOMS.includes(room)) {
      return [`${path} is in the room ${room}, which this rule does not know: add it`];
    }
    return imports
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => posix.join(posix.dirname(path), specifier))
      .filter((target) => {
        const floor = ROOMS.indexOf(roomOf(target) ?? "");
        return floor < ROOMS.indexOf(room);
      })
      .map((target) => `${path} may not import ${target}: ${room} may import the rooms below it only`);
  });

/** The folder under the emulator's sources; none for a file beside the index. */
function roomOf(path: string): string | undefined {
  if (!path.startsWith(EMULATOR)) {
    return undefined;
  }
  const [room, ...rest] = path.slice(EMULATOR.length).split("/");
  return rest.length === 0 ? undefined : room;
}
