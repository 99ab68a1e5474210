import { cores } from "../harness/cores.js";
import { startEmulator } from "../harness/emulator-process.js";
import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import { CONNECTIONS, FIGURES, PROJECTS, REQUESTS } from "./load.js";
import { backendMemory } from "./measure-memory.js";

/** `GET /projects` of examples/backend under load, against a loop over the SDK's paginator, and the memory that it holds. */
export async function backend({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  return [...(await underLoad()), ...(await backendMemory(size))];
}

async function underLoad(): Promise<readonly Measured[]> {
  // On another core than the servers, if there is one.
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
          `A block is ${REQUESTS} requests, ${CONNECTIONS} at a time; each request asks for all ${PROJECTS} projects ` +
          `(three pages). autocannon sends the requests, on the same core as the server. ${paired.how} ` +
          "The peer is node:http with the SDK's paginator: it has no pace, no limits and no log, and does nothing " +
          "about a client that is slow or leaves.",
        rows: pairedRowsOf(paired, {}),
      });
    }
    return measured;
  } finally {
    await emulator.stop();
  }
}
