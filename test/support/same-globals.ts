import { afterAll } from "vitest";

// Test files share the globals of their worker. If a file leaves a fake timer there, the files after it may wait forever.
// One did, now and then, and playwright waited: `vi.restoreAllMocks` of another file restored a spy on a fake timer.

const NAMES = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "queueMicrotask",
  "Date",
  "fetch",
  "process",
] as const;

const BEFORE = Symbol.for("rekognition-rx: globals before the first test of this worker");
const holder = globalThis as { [BEFORE]?: ReadonlyMap<string, unknown> };
const before = (holder[BEFORE] ??= globals());

afterAll(() => {
  const changed = [...globals()].filter(([name, value]) => before.get(name) !== value).map(([name]) => name);
  // The files after this one are not to blame.
  Object.assign(globalThis, Object.fromEntries(changed.map((name) => [name, before.get(name)])));
  if (changed.length > 0) {
    throw new Error(`this file does not leave these globals as it found them: ${changed.join(", ")}`);
  }
});

function globals(): Map<string, unknown> {
  return new Map<string, unknown>(NAMES.map((name) => [name, globalThis[name]]));
}
