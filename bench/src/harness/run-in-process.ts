import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/**
 * Runs a module in a Node process of its own, and answers the JSON that it prints.
 *
 * Each contestant has its own process: it must not pay for shapes that another has put into the engine's caches.
 */
export async function runInProcess(
  module: URL,
  args: readonly string[],
  { env = {}, flags = [] }: { readonly env?: NodeJS.ProcessEnv; readonly flags?: readonly string[] } = {},
): Promise<unknown> {
  const child = spawn(process.execPath, [...flags, module.pathname, ...args], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (child.exitCode !== 0 || output.trim() === "") {
    throw new Error(
      `${module.pathname} ${args.join(" ")} ended with ${child.exitCode} and printed ${JSON.stringify(output)}`,
    );
  }
  return JSON.parse(output) as unknown;
}

/** Like {@link runInProcess}, for a module that prints one number. */
export async function figureOf(...run: Parameters<typeof runInProcess>): Promise<number> {
  const figure = await runInProcess(...run);
  if (typeof figure !== "number") {
    throw new Error(`${run[0].pathname} printed ${JSON.stringify(figure)} and not a number`);
  }
  return figure;
}

/** Runs the contestants in a new order each round, so that a machine that slows down slows all of them. */
export async function inShuffledRounds<Result>(
  contestants: readonly string[],
  rounds: number,
  run: (contestant: string) => Promise<Result>,
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const results = new Map<string, Result[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = contestants
      .map((contestant) => ({ contestant, at: Math.random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ contestant }) => contestant);
    for (const contestant of order) {
      results.get(contestant)?.push(await run(contestant));
    }
    process.stderr.write(`  round ${round + 1} of ${rounds}\n`);
  }
  return results;
}
