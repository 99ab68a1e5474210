import { startEmulator } from "../harness/emulator-process.js";
import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

/** The memory that examples/backend holds for a slow reader, and after clients have left. */
export async function backendMemory(size: number): Promise<readonly Measured[]> {
  const few = Math.round(10_000 * size);
  return [await slowReader(few, 5 * few), await visitors()];
}

async function slowReader(few: number, many: number): Promise<Measured> {
  const figures = new Map<string, number[]>();
  const readers = ["written as pages come", "a reader that is slow"];
  for (const projects of [few, many]) {
    const emulator = await startEmulator({ projects });
    try {
      for (const [reader, held] of await inShuffledRounds(readers, 1, (reader) => heldBy(reader, emulator.env))) {
        figures.set(reader, [...(figures.get(reader) ?? []), ...held]);
      }
    } finally {
      await emulator.stop();
    }
  }
  const more = new Map([...figures].map(([reader, [ofFew = 0, ofMany = 0]]) => [reader, [ofMany - ofFew]] as const));
  return {
    name: "backend: memory of a slow reader",
    unit: `MB more for ${many} projects than for ${few}`,
    setup:
      "A client reads GET /projects one chunk at a time, with a pause of 50 ms after each chunk. The memory in use " +
      "(heap and buffers) is read at every tenth chunk, after a garbage collection, and the highest reading counts. " +
      "Server and client are one process. The first row is a server that writes each page as it comes, to show that " +
      "the measure finds such growth.",
    rows: rowsOf(more, { "a reader that is slow": FLAT }, false),
  };
}

async function visitors(): Promise<Measured> {
  const emulator = await startEmulator({ projects: 120 });
  try {
    const figures = await inShuffledRounds(["clients that come and go"], 3, (name) => heldBy(name, emulator.env));
    return {
      name: "backend: memory of clients that left",
      unit: "MB more after 2 000 clients than after 1 000",
      setup:
        "Fifty clients come at a time: every fifth asks for GET /projects, the others ask for GET /projects/live. " +
        "Each client reads something and leaves. The memory in use (heap and buffers) is read 2 s after the last " +
        "client has left, after a garbage collection. Server and clients are one process.",
      rows: rowsOf(figures, { "clients that come and go": FLAT }, false),
    };
  } finally {
    await emulator.stop();
  }
}

function heldBy(contestant: string, env: NodeJS.ProcessEnv): Promise<number> {
  return figureOf(new URL("held-contestant.js", import.meta.url), [contestant], { flags: ["--expose-gc"], env });
}

/** Flat: no more than a page and the engine's own caches. */
const FLAT = { of: "figure", atMost: 5 } as const;
