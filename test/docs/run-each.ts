import { fileURLToPath } from "node:url";
import { type Finished, run, type RunOptions } from "../packaging/run.js";

const runner = fileURLToPath(new URL("./runner.mjs", import.meta.url));

/**
 * Runs modules as programs, and says of each what came of it.
 *
 * All in one process first, one after the other, since to load the AWS SDK costs more than what they do: if it ends by
 * itself with every module done, each of them has run to its end. If not, each runs in a process of its own, so that
 * what fails, or never ends, is known by its name.
 *
 * @param options - their `timeout` is for one module, by default 30 000 ms.
 */
export async function runEach(
  modules: readonly string[],
  { timeout = 30_000, ...options }: RunOptions,
): Promise<ReadonlyMap<string, Finished>> {
  const together = await run(process.execPath, [runner, ...modules], { ...options, timeout: 2 * timeout });
  const isDone = together.code === 0 && together.stdout.endsWith(`\nran ${modules.length} modules to their end\n`);
  if (isDone) {
    return new Map(modules.map((module) => [module, together]));
  }
  const finished = new Map<string, Finished>();
  for (const module of modules) {
    finished.set(module, await run(process.execPath, [module], { ...options, timeout }));
  }
  const areFine = [...finished.values()].every(({ code }) => code === 0);
  // One of them disturbs another: what was printed says more than which.
  return areFine ? new Map(modules.map((module) => [module, { ...together, code: together.code || 1 }])) : finished;
}
