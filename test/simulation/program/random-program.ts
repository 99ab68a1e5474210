import { LARGEST_PAGE, OPERATIONS } from "../service/catalogue.js";
import { FAULTS, type ServiceFault } from "../service/service-fault.js";
import { Random } from "../world/random.js";
import type {
  ConsumerSpec,
  ItemStage,
  Layer,
  LimiterSpec,
  Mischief,
  Program,
  RestartLayer,
  RetryLayer,
  StopSpec,
  WalkSpec,
  WorkSpec,
} from "./program.js";

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
  return { seed, service, latency, limiters, budget, signals, walks };
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
    perRequest: random.maybe(0.6, () => randomLayers(random, around)),
    behind: randomBehind(random, around),
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

function randomLayers(random: Random, around: Surroundings): readonly Layer[] {
  return Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3]) }, () => randomLayer(random, around));
}

function randomLayer(random: Random, around: Surroundings): Layer {
  const kind = random.pick(["retry", "retry", "retry", "limit", "limit", "paced", "paced", "timeout", "nothing"]);
  const limiter = random.int(0, around.limiters - 1);
  if (kind === "limit" && around.limiters > 0) {
    return { kind: "rateLimit", limiter };
  }
  if (kind === "paced" && around.limiters > 0) {
    return {
      kind: "paced",
      limiter,
      maxAttempts: random.int(1, 4),
      jitter: random.pick([0, 0.5, 0.99]),
      budget: random.chance(0.2),
    };
  }
  if (kind === "timeout") {
    return { kind: "timeout", ms: random.pick([5, 30, 150, 1_000]) };
  }
  return kind === "nothing" ? { kind: "nothing" } : randomRetry(random, around);
}

function randomRetry(random: Random, around: Surroundings): RetryLayer {
  return {
    kind: "retryThrottled",
    maxAttempts: random.pick([1, 2, 3, 3, 5, 9]),
    maxElapsed: random.maybe(0.15, () => random.pick([0, 100, 2_000])),
    budget: random.chance(0.2),
    jitter: random.pick([0, 0.3, 0.5, 0.99]),
    limiter: around.limiters === 0 ? undefined : random.maybe(0.3, () => random.int(0, around.limiters - 1)),
  };
}

function randomBehind(random: Random, around: Surroundings): readonly (RetryLayer | RestartLayer)[] {
  const retries = Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => randomRetry(random, around));
  const restart: RestartLayer | undefined = random.maybe(0.4, () => ({
    kind: "restartOnExpiredToken",
    maxRestarts: random.int(0, 3),
  }));
  if (restart === undefined) {
    return retries;
  }
  const at = random.int(0, retries.length);
  return [...retries.slice(0, at), restart, ...retries.slice(at)];
}

function randomItems(
  random: Random,
  operation: WalkSpec["operation"],
  consumer: ConsumerSpec,
  named: boolean,
): ItemStage {
  if (consumer.kind !== "subscribe" && consumer.kind !== "toTaskEither") {
    return "pages";
  }
  if (operation === "ListDatasetEntries") {
    return random.pick(["pages", "flatten", "decodeEntries"]);
  }
  if (operation !== "DescribeProjects") {
    return random.pick(["pages", "flatten"]);
  }
  if (named && random.chance(0.4)) {
    return "projectsNotFound";
  }
  return random.pick([
    "pages",
    "flatten",
    "flattenDatasets",
    "flattenDatasets keepEmpty",
    "decodeProjects error",
    "decodeProjects skip",
    "decodeProjects dead letter",
    "decodeProjects, flattenDatasets",
    "flattenProjects, decodeWith",
    "flattenProjects, decodeEither",
  ]);
}

function randomConsumer(random: Random): ConsumerSpec {
  const stop = random.maybe(0.3, () => randomStop(random));
  switch (random.pick(["subscribe", "subscribe", "for await", "iterator", "processPages", "toTaskEither"])) {
    case "subscribe":
      return { kind: "subscribe", take: random.maybe(0.25, () => random.int(1, 6)), stop };
    case "for await":
      return { kind: "for await", work: randomWork(random), stop };
    case "iterator":
      return { kind: "iterator", work: randomWork(random), calls: random.int(1, 3), stop };
    case "processPages":
      return {
        kind: "processPages",
        work: random.chance(0.4)
          ? { kind: "observable", ms: random.pick([0, 0, 10, 100]), values: random.int(0, 2) }
          : randomWork(random),
        stop,
      };
    case "toTaskEither":
      return { kind: "toTaskEither" };
  }
}

function randomWork(random: Random): WorkSpec {
  const kind = random.pick(["sync", "microtask", "async", "async"]);
  return kind === "async" ? { kind, ms: random.pick([0, 1, 20, 100, 600]) } : { kind };
}

function randomStop(random: Random): StopSpec {
  const kind = random.pick(["at", "at", "within", "throws"]);
  return kind === "at" ? { kind, ms: random.int(0, random.pick([20, 200, 3_000])) } : { kind, nth: random.int(1, 4) };
}

/** A few faults at the first requests, or one after the other until every retry is spent. */
function randomFaults(random: Random): readonly (readonly [number, ServiceFault])[] {
  const fault = (): ServiceFault => (random.chance(0.3) ? "throttle" : random.pick([...FAULTS]));
  if (random.chance(0.15)) {
    const from = random.int(0, 3);
    const same = random.maybe(0.5, fault);
    return Array.from({ length: random.int(2, 6) }, (_, at) => [from + at, same ?? fault()] as const);
  }
  const many = random.pick([0, 0, 1, 1, 2, 3, 5]);
  const places = new Set(Array.from({ length: many }, () => random.int(0, random.pick([2, 7, 12]))));
  return [...places].map((place) => [place, fault()] as const);
}

function randomMischief(random: Random): Mischief {
  const kind = random.pick([
    "checkpoint throws",
    "checkpoint aborts",
    "checkpoint stops",
    "withCommand aborts",
    "withCommand throws",
    "next aborts",
  ]);
  return { kind, nth: random.int(1, 4) };
}
