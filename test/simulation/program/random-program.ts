import { LARGEST_PAGE, OPERATIONS } from "../service/catalogue.js";
import { Random } from "../world/random.js";
import type { LimiterSpec, Program, WalkSpec } from "./program.js";
import { randomConsumer } from "./random-consumer.js";
import { randomItems } from "./random-items.js";
import { randomOnListing, randomLayers } from "./random-layers.js";
import { randomFaults, randomMischief } from "./random-mishaps.js";

/** The program of a seed: a small one, in which anything that is legal may stand beside anything else. */
export function randomProgram(seed: number): Program {
  const random = new Random(seed);
  const limiters = Array.from({ length: random.pick([0, 1, 1, 2]) }, () => randomLimiter(random));
  const signals = Array.from({ length: random.pick([0, 1, 1, 2]) }, () =>
    random.maybe(0.6, () => random.int(0, random.pick([20, 200, 3_000]))),
  );
  const byName = random.chance(0.2);
  const items = byName ? random.int(8, 14) : random.int(0, random.pick([4, 8, 14]));
  const service = {
    items,
    births: Array.from({ length: random.pick([0, 0, 1, 2]) }, () => random.int(0, 300)).toSorted((a, b) => a - b),
    deaths: Array.from({ length: random.pick([0, 0, 1, 2]) }, () => [random.int(0, 8), random.int(0, 300)] as const),
    quota: random.maybe(0.35, () => ({ rate: random.pick([2, 5, 20]), burst: random.int(1, 4) })),
    tokenLife: random.maybe(0.2, () => random.pick([5, 50, 500, 2_000])),
    stableTokens: random.chance(0.5),
    trailingPage: random.chance(0.3),
    noToken: random.pick(["absent", "absent", "empty", "null"]),
  };
  const latency = random.pick([0, 0, 10, 50, 200]);
  const walks = Array.from({ length: random.pick([1, 1, 1, 2, 2, 3, 4]) }, (_, at) =>
    randomWalk(random, { limiters: limiters.length, signals: signals.length, byName, items, first: at === 0 }),
  );
  const budget = random.maybe(0.2, () => random.int(5, 60));
  return { seed, service, latency, limiters, budget, signals, walks, weather: {} };
}

interface Surroundings {
  readonly limiters: number;
  readonly signals: number;
  readonly byName: boolean;
  readonly items: number;
  readonly first: boolean;
}

function randomWalk(random: Random, around: Surroundings): WalkSpec {
  const operation = around.byName || random.chance(0.5) ? "DescribeProjects" : random.pick([...OPERATIONS]);
  const names =
    around.byName && operation === "DescribeProjects"
      ? Array.from({ length: random.int(1, 24) }, () => random.int(0, 24))
      : undefined;
  const signal = random.maybe(0.7, () => random.int(0, around.signals - 1));
  const consumer = randomConsumer(random);
  return {
    startAt: around.first ? 0 : random.pick([0, 0, random.int(0, 100)]),
    operation,
    names,
    pageSize: Math.min(random.pick([1, 1, 2, 2, 3, 5]), LARGEST_PAGE[operation]),
    prefetch: random.pick([0, 0, 1, 2, 3]),
    maxPages: random.maybe(0.15, () => random.int(1, 5)),
    onRepeatedToken: random.pick([undefined, "error", "stop"]),
    signal: around.signals === 0 ? undefined : signal,
    sendSignal: around.signals === 0 ? undefined : random.maybe(0.15, () => random.int(0, around.signals - 1)),
    perRequest: random.maybe(0.6, () => randomLayers(random, around.limiters)),
    onListing: randomOnListing(random, around.limiters),
    items: randomItems(random, operation, consumer, names !== undefined),
    consumer,
    faults: randomFaults(random),
    resume: random.pick(["nothing", "error", "error", "position"]),
    mischief: random.maybe(0.08, () => randomMischief(random)),
  };
}

function randomLimiter(random: Random): LimiterSpec {
  return random.chance(0.6)
    ? { kind: "tokenBucket", rate: random.pick([2, 5, 20, 100]), burst: random.int(1, 3) }
    : { kind: "adaptiveLimiter", inFlight: random.int(1, 3) };
}
