import { type BlockProcess, startBlockProcess } from "./block-process.js";
import { cores } from "./cores.js";
import { type Interval, intervalOf, widthOf } from "./interval.js";
import type { Target } from "./target.js";

/** What contestants that took turns have shown. */
export interface Paired {
  /** The figure of each block, by contestant. */
  readonly figures: ReadonlyMap<string, readonly number[]>;
  /** The ratio to the first contestant of each pair of blocks, session by session. */
  readonly ratios: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** How it was done, in a sentence. */
  readonly how: string;
}

const MOST_WIDTH = 0.03;
const LEAST_SESSIONS = 5;
const MOST_SESSIONS = 24;
/** In a session: A B B A, which are two pairs. */
const TURNS = 12;

/**
 * Runs each contestant in turns with the first, on one core; one that has a target until its ratio is known to 3 %.
 *
 * What slows the machine down slows both halves of a pair, since they are neighbours. Every
 * session has two new processes that do as much as each other: an engine optimizes a program the better the longer it
 * runs, and one process of it better than the next.
 */
export async function inPairs(
  contestants: readonly [string, ...string[]],
  module: URL,
  targets: Readonly<Record<string, Target>>,
  env: NodeJS.ProcessEnv = {},
): Promise<Paired> {
  const [first, ...others] = contestants;
  const core = cores().at(-1);
  const start = (name: string): BlockProcess => startBlockProcess(module, name, { core, env });
  const figures = new Map<string, number[]>(contestants.map((name) => [name, []]));
  const ratios = new Map<string, readonly (readonly number[])[]>();
  for (const other of others) {
    const mostSessions = targets[other] === undefined ? LEAST_SESSIONS : MOST_SESSIONS;
    const sessions: (readonly number[])[] = [];
    let interval: Interval;
    do {
      const pairs = await runSession(start(first), start(other));
      figures.get(first)?.push(...pairs.map(([a]) => a));
      figures.get(other)?.push(...pairs.map(([, b]) => b));
      sessions.push(pairs.map(([a, b]) => b / a));
      interval = intervalOf(sessions);
      process.stderr.write(`  ${other}, session ${sessions.length}: ${shown(interval)}\n`);
    } while (sessions.length < LEAST_SESSIONS || (widthOf(interval) > MOST_WIDTH && sessions.length < mostSessions));
    ratios.set(other, sessions);
  }
  return { figures, ratios, how: sentence(core, first) };
}

async function runSession(a: BlockProcess, b: BlockProcess): Promise<readonly (readonly [number, number])[]> {
  // The first block of each comes after its start and its warm-up.
  await a.block();
  await b.block();
  const pairs: [number, number][] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [before, one] = [await a.block(), await b.block()];
    const [two, after] = [await b.block(), await a.block()];
    pairs.push([before, one], [after, two]);
  }
  await Promise.all([a.stop(), b.stop()]);
  return pairs;
}

function shown({ median, low, high }: Interval): string {
  return `${median.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function sentence(core: number | undefined, first: string): string {
  return (
    `In turns with ${first} (A B B A), each in a process of its own, ` +
    `${core === undefined ? "not held to a core, since there is no taskset" : `both on core ${core}`}: ` +
    "a ratio for each two neighbouring blocks, their median, and its 95 % interval by bootstrap over sessions " +
    `of new processes. There are ${LEAST_SESSIONS}, and for a row with a target up to ${MOST_SESSIONS}, until it is at most 3 % wide.`
  );
}
