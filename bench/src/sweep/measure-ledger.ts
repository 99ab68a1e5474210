import { figureOf } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

/** The memory that the ledger of a run takes: the process that writes the files has it whole. */
export async function measureLedger(): Promise<Measured> {
  const module = new URL("ledger-contestant.js", import.meta.url);
  const held = (targets: number): Promise<number> => figureOf(module, [String(targets)], { flags: ["--expose-gc"] });
  const bytes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bytes.push(((await held(MANY)) - (await held(FEW))) / ((MANY - FEW) * WALKS));
  }
  return {
    name: "sweep: memory to write the files",
    unit: "bytes per list that was read",
    setup:
      `The ledger of a made-up run of ${MANY} targets, less that of ${FEW} targets. A target has 100 projects with two ` +
      `datasets each, depth datasets: ${WALKS} lists, each of one page. The memory in use (heap and buffers) is read after a ` +
      "garbage collection.",
    rows: rowsOf(new Map([["the process that writes the files", bytes]]), {}, false),
  };
}

/** Lists of a target: its projects, and two of each dataset. */
const WALKS = 401;
const FEW = 250;
const MANY = 1_000;
const ROUNDS = 3;
