import { cores } from "../harness/cores.js";
import { startEmulator } from "../harness/emulator-process.js";
import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import { CONNECTIONS, FIGURES, PROJECTS, REQUESTS } from "./load.js";
import { backendMemory } from "./measure-memory.js";

/** `GET /projects` of examples/backend under load, beside a server that is a loop over the SDK's paginator, and what it holds. */
export async function backend({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  return [...(await underLoad()), ...(await backendMemory(size))];
}

async function underLoad(): Promise<readonly Measured[]> {
  // Not on the core of the servers, where there is another.
  const emulator = await startEmulator({ projects: PROJECTS }, cores()[0]);
  try {
    const measured: Measured[] = [];
    for (const figure of Object.keys(FIGURES)) {
      const paired = await inPairs(
        ["SDK paginator", "examples/backend"],
        new URL("contestant.js", import.meta.url),
        {},
        { ...emulator.env, FIGURE: figure },
      );
      measured.push({
        name: `backend: ${figure}`,
        unit: "ms",
        setup:
          `A block is ${REQUESTS} requests for all of ${PROJECTS} projects (three pages), ${CONNECTIONS} at a time, by autocannon, ` +
          `which shares the core of the server. ${paired.how} ` +
          "The peer is node:http alone: no pace, no limits, no log, and no answer to a client that is slow or leaves.",
        rows: pairedRowsOf(paired, {}),
      });
    }
    return measured;
  } finally {
    await emulator.stop();
  }
}
