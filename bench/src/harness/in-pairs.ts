import { type BlockProcess, startBlockProcess } from "./block-process.js";
import { cores } from "./cores.js";
import { type Interval, intervalOf, widthOf } from "./interval.js";
import type { Target } from "./target.js";

/** The results of contestants that took turns. */
export interface Paired {
  /** The figure of each block, by contestant. */
  readonly figures: ReadonlyMap<string, readonly number[]>;
  /** For each pair of blocks, the ratio to the first contestant, by session. */
  readonly ratios: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** How it was done, in a sentence. */
  readonly how: string;
}

const MOST_WIDTH = 0.03;
const LEAST_SESSIONS = 5;
const MOST_SESSIONS = 24;
/** Turns per session. A turn is A B B A, which are two pairs. */
const TURNS = 12;

/**
 * Runs each contestant in turns with the first, on one core. A contestant with a target runs until its ratio is known to 3 %.
 *
 * Whatever slows the machine down slows both halves of a pair, since they run one after the other. Every session has two new
 * processes that do the same amount of work: the longer a program runs, the better the engine optimizes it, and it does not
 * optimize every process equally well.
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
  // The first block of each waits for its start and its warm-up: it does not count.
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
    `Each contestant takes turns with ${first} (A B B A); each has a process of its own, ` +
    `${core === undefined ? "not held to a core, since there is no taskset" : `both on core ${core}`}. ` +
    "Two neighbouring blocks give a ratio. The table has the median of all ratios, and its 95 % interval by " +
    `bootstrap over sessions, each of which has new processes. There are ${LEAST_SESSIONS} sessions; a row with a ` +
    `target has up to ${MOST_SESSIONS}, until the interval is at most 3 % of the median wide.`
  );
}
