import { parseArgs } from "node:util";
import { findAll } from "../support/planted.js";
import { PLANTED } from "./broken/planted-faults.js";
import { PROMISES } from "./promises/promised.js";
import { type Outcome, runDraw } from "./run-draw.js";
import { makeWorld } from "./world/world.js";

// The full number of kills: `npx -y pnpm@10 run prove sweep`. A few of them are in the tests.

const { values } = parseArgs({
  // pnpm passes on a `--` that its own users write.
  args: process.argv.slice(2).filter((each) => each !== "--"),
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    planted: { type: "boolean", default: false },
  },
});

process.exitCode = values.planted ? await plant() : await prove(Number(values.kills), Number(values.seed));

async function plant(): Promise<number> {
  const world = await makeWorld();
  try {
    return await findAll(
      PLANTED.map((planted) => ({
        name: planted.name,
        promised: planted.promised,
        run: async () => (await runDraw(world, 1, { most: 1, planted, longest: 100_000 })).broken,
      })),
    );
  } finally {
    await world.close();
  }
}

async function prove(kills: number, from: number): Promise<number> {
  const start = performance.now();
  const world = await makeWorld();
  const made: { readonly seed: number; readonly outcome: Outcome }[] = [];
  const total = (of: (outcome: Outcome) => number): number => made.reduce((sum, { outcome }) => sum + of(outcome), 0);
  try {
    for (let seed = from; total((outcome) => outcome.kills) < kills; seed += 1) {
      const outcome = await runDraw(world, seed, { most: kills - total(({ kills: each }) => each) });
      made.push({ seed, outcome });
      const { kills: own, frozen, cuts, lost, again, duration } = outcome;
      console.error(
        `seed ${seed}: ${own} kills, ${frozen} frozen, ${cuts} times cut off, ${lost} leases lost, ${again} pages again, ` +
          `${seconds(duration)} s`,
      );
    }
  } finally {
    await world.close();
  }
  for (const promised of PROMISES) {
    const broken = made.flatMap(({ seed, outcome }) =>
      outcome.broken.filter((each) => each.promised === promised).map(({ how }) => `    seed ${seed}: ${how}`),
    );
    console.log([`  ${broken.length === 0 ? "holds " : "BROKEN"} ${promised}`, ...broken.slice(0, 10)].join("\n"));
  }
  const isKept = made.every(({ outcome }) => outcome.broken.length === 0);
  console.log(
    `\n${isKept ? "every promise kept" : "not every promise kept"}: ${total(({ kills: each }) => each)} kills of ` +
      `${made.length} runs, ${total(({ frozen }) => frozen)} workers frozen, ${total(({ cuts }) => cuts)} times all cut off, ${total(({ lost }) => lost)} leases lost, ${total(({ again }) => again)} pages asked for again, in ` +
      `${seconds(performance.now() - start)} s`,
  );
  return isKept ? 0 : 1;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(0);
}
