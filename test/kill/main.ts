import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findAll } from "../support/planted.js";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import { type Outcome, PHASES, PROMISES, runDraw } from "./run-draw.js";
import { drawKills } from "./world/draw-kills.js";
import { makeWorld } from "./world/world.js";

// The full number of kills: `npx -y pnpm@10 run prove kills`. A few of them are in the tests.

const { values } = parseArgs({
  // pnpm passes on a `--` that its own users write.
  args: process.argv.slice(2).filter((each) => each !== "--"),
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    planted: { type: "boolean", default: false },
    worker: { type: "boolean", default: false },
  },
});

/** A run that a worker has made. */
interface Made {
  readonly seed: number;
  readonly outcome: Outcome;
}

if (values.worker) {
  const world = await makeWorld();
  process.on("message", (seed: number) => {
    void runDraw(world, drawKills(seed)).then((outcome) => process.send?.({ seed, outcome } satisfies Made));
  });
  process.on("disconnect", () => void world.close());
  process.send?.("ready");
} else if (values.planted) {
  process.exitCode = await plant();
} else {
  process.exitCode = await prove(Number(values.kills), Number(values.seed));
}

async function plant(): Promise<number> {
  const world = await makeWorld();
  try {
    return await findAll(
      PLANTED_FAULTS.map(({ name, found, draw, bin }) => ({
        name,
        promised: found,
        run: async () => (await runDraw(world, draw, bin)).broken,
      })),
    );
  } finally {
    await world.close();
  }
}

async function prove(kills: number, from: number): Promise<number> {
  const start = performance.now();
  const made = await byWorkers(kills, from);
  const phases = made.flatMap(({ outcome }) => outcome.phases);
  const ofResumes = made.reduce((sum, { outcome }) => sum + outcome.ofResumes, 0);
  for (const promised of PROMISES) {
    const broken = made.flatMap(({ seed, outcome }) =>
      outcome.broken.filter((each) => each.promised === promised).map(({ how }) => `    seed ${seed}: ${how}`),
    );
    console.log([`  ${broken.length === 0 ? "holds " : "BROKEN"} ${promised}`, ...broken.slice(0, 10)].join("\n"));
  }
  const isKept = made.every(({ outcome }) => outcome.broken.length === 0);
  const hit = PHASES.map((phase) => `${phases.filter((each) => each === phase).length} ${phase}`).join(", ");
  console.log(
    `\n${isKept ? "every promise kept" : "not every promise kept"}: ${phases.length} kills of ${made.length} runs ` +
      `(${hit}), ${ofResumes} of them of a resume, in ${((performance.now() - start) / 1_000).toFixed(0)} s`,
  );
  return isKept ? 0 : 1;
}

/** One run after the other in each worker, until so many kills have hit. */
async function byWorkers(kills: number, from: number): Promise<readonly Made[]> {
  const made: Made[] = [];
  let next = from;
  const isEnough = (): boolean => made.flatMap(({ outcome }) => outcome.phases).length >= kills;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), ["--worker"]);
      child.on("message", (message: Made | "ready") => {
        if (message !== "ready") {
          made.push(message);
          process.stderr.write(`seed ${message.seed}: ${message.outcome.phases.join(", ") || "no kill hit"}\n`);
        }
        if (isEnough()) {
          child.disconnect();
          resolve();
        } else {
          child.send(next);
          next += 1;
        }
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => reject(new Error(`a worker ended early (${String(signal ?? code)})`)));
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return made;
}
