import { availableParallelism } from "node:os";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OURS } from "./limiters.js";
import { type Draw, type Scene, type Verdict, verdicts } from "./scene.js";
import { ALL_SCENES } from "./scenes/all-scenes.js";

// The full number of draws: `npx -y pnpm@10 run prove weather`. A few of them are in the tests.

const { values } = parseArgs({
  // pnpm passes on a `--` that its own users write.
  args: process.argv.slice(2).filter((each) => each !== "--"),
  options: {
    draws: { type: "string", default: "200" },
    walks: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
    scene: { type: "string", default: "" },
    worker: { type: "boolean", default: false },
  },
});

/** Draws that a worker is given at a time. */
const SHARE = 5;

/** What a worker measures at a time. */
interface Share {
  readonly scene: number;
  readonly seeds: readonly number[];
}

if (values.worker) {
  process.on("message", ({ scene, seeds }: Share) => {
    const measured = seeds.map((seed) => ({ seed, figures: ALL_SCENES[scene]?.measure(seed, OURS) ?? {} }));
    process.send?.(measured);
  });
} else {
  process.exitCode = await prove();
}

async function prove(): Promise<number> {
  const from = Number(values.seed);
  const start = performance.now();
  let missed = 0;
  for (const [index, scene] of ALL_SCENES.entries()) {
    if (scene.name.includes(values.scene)) {
      // Lost walks are counted in many more draws than figures are measured in.
      const draws = Number(scene.name === "no walk is lost" ? values.walks : values.draws);
      const measured = await byWorkers(index, from, draws);
      missed += print(scene, verdicts(scene.bars, measured));
    }
  }
  console.log(
    `\n${missed === 0 ? "every bar holds" : `${missed} bars do not hold`}, in ${((performance.now() - start) / 1_000).toFixed(0)} s`,
  );
  return missed === 0 ? 0 : 1;
}

function print({ name }: Scene, found: readonly Verdict[]): number {
  console.log(`\n${name}`);
  for (const { bar, draws, figure, median, greatest, worstSeed, holds } of found) {
    const share = bar.inShare === undefined ? "all" : `${100 * bar.inShare} %`;
    console.log(
      `  ${holds ? "holds " : "MISSED"} ${bar.figure}: ${figure.toFixed(2)} in ${share} of ${draws} draws, ` +
        `at most ${bar.atMost} (median ${median.toFixed(2)}, greatest ${greatest.toFixed(2)} with seed ${worstSeed})`,
    );
  }
  return found.filter(({ holds }) => !holds).length;
}

async function byWorkers(scene: number, from: number, draws: number): Promise<readonly Draw[]> {
  const seeds = Array.from({ length: draws }, (_, at) => from + at);
  const measured: Draw[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), ["--worker"]);
      const give = (): void => {
        const share = seeds.splice(0, SHARE);
        if (share.length === 0) {
          child.disconnect();
          resolve();
          return;
        }
        child.send({ scene, seeds: share } satisfies Share);
      };
      child.on("message", (done: readonly Draw[]) => {
        measured.push(...done);
        give();
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => reject(new Error(`a worker ended early (${String(signal ?? code)})`)));
      give();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), draws) }, work));
  return measured;
}
