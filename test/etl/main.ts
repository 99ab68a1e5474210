import { parseArgs } from "node:util";
import { findAll } from "../support/planted.js";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import { type Outcome, PROMISES, runDraw } from "./run-draw.js";
import { drawKills } from "./world/draw-kills.js";
import { makeWorld } from "./world/world.js";

// The full number of kills: `npx -y pnpm@10 run prove etl`. A few of them are in the tests.

const { values } = parseArgs({
  // pnpm passes on a `--` that its own users write.
  args: process.argv.slice(2).filter((each) => each !== "--"),
  options: {
    kills: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    planted: { type: "boolean", default: false },
  },
});

process.exitCode = values.planted ? await plant() : await prove(Number(values.kills), Number(values.seed));

async function plant(): Promise<number> {
  const world = await makeWorld();
  try {
    return await findAll(
      PLANTED_FAULTS.map(({ name, found, draw, main }) => ({
        name,
        promised: found,
        run: async () => (await runDraw(world, draw, main)).broken,
      })),
    );
  } finally {
    await world.close();
  }
}

async function prove(kills: number, from: number): Promise<number> {
  const startedAt = performance.now();
  const world = await makeWorld();
  const made: { readonly seed: number; readonly outcome: Outcome }[] = [];
  const sum = (of: (outcome: Outcome) => number): number => made.reduce((all, { outcome }) => all + of(outcome), 0);
  try {
    for (let seed = from; sum((each) => each.kills) < kills; seed += 1) {
      const outcome = await runDraw(world, drawKills(seed));
      made.push({ seed, outcome });
      process.stderr.write(`seed ${seed}: ${outcome.kills} kills\n`);
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
    `\n${isKept ? "every promise kept" : "not every promise kept"}: ${sum((each) => each.kills)} kills of ${made.length} ` +
      `runs, ${sum(({ ofReruns }) => ofReruns)} of them of a run that went on with rows of another, in ` +
      `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`,
  );
  return isKept ? 0 : 1;
}
