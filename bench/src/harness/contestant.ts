import { createInterface } from "node:readline";

/** The contestant that is named on the command line. */
export function contestant<Contestant>(contestants: Readonly<Record<string, Contestant>>): {
  readonly name: string;
  readonly run: Contestant;
} {
  const name = process.argv[2] ?? "";
  const run = contestants[name];
  if (run === undefined) {
    throw new Error(`no contestant ${JSON.stringify(name)}; there are ${Object.keys(contestants).join(", ")}`);
  }
  return { name, run };
}

/**
 * Runs a block of work for each line of the input, and prints the microseconds of CPU (user and system) per item. Ends with
 * the input.
 *
 * @param block - answers how many items it has worked on.
 */
export async function answerBlocks(block: () => number | Promise<number>): Promise<void> {
  for await (const _ of createInterface(process.stdin)) {
    const before = process.cpuUsage();
    const items = await block();
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / items);
  }
}

/** Makes a block of 100 ms of CPU or more by repeating synchronous work: in so long a time, garbage collections even out. */
export function blockOf(items: number, work: () => void): () => number {
  const repeat = (times: number): number => {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i += 1) {
      work();
    }
    return process.cpuUsage(before).user;
  };
  let times = 1;
  while (repeat(times) < 100_000) {
    times *= 2;
  }
  // After this, code that the engine optimizes late is optimized, too.
  for (let i = 0; i < 12; i += 1) {
    repeat(times);
  }
  return () => {
    repeat(times);
    return times * items;
  };
}
