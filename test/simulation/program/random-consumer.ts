import type { Random } from "../world/random.js";
import type { ConsumerSpec, StopSpec, WorkSpec } from "./program.js";

/** Whoever consumes a walk, and how they leave it. */
export function randomConsumer(random: Random): ConsumerSpec {
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
