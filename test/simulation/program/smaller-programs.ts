import { WEATHERS } from "../weather/weathers.js";
import type { Program, WalkSpec } from "./program.js";

/** Programs that lack one thing of this one, the largest steps first. */
export function* smallerPrograms(program: Program): Generator<Program> {
  const { service, walks } = program;
  for (const at of walks.keys()) {
    if (walks.length > 1) {
      yield { ...program, walks: walks.filter((_, each) => each !== at) };
    }
  }
  for (const [at, walk] of walks.entries()) {
    for (const smaller of smallerWalks(walk)) {
      yield { ...program, walks: walks.map((each, where) => (where === at ? smaller : each)) };
    }
  }
  yield* different(program, [
    { ...program, service: { ...service, quota: undefined } },
    { ...program, service: { ...service, tokenLife: undefined } },
    { ...program, service: { ...service, births: [] } },
    { ...program, service: { ...service, deaths: [] } },
    { ...program, service: { ...service, stableTokens: false, trailingPage: false, noToken: "absent" } },
    { ...program, service: { ...service, items: Math.max(0, service.items - 1) } },
    { ...program, limiters: [], budget: undefined },
    { ...program, limiters: program.limiters.slice(0, 1) },
    { ...program, signals: program.signals.map(() => undefined) },
    { ...program, latency: 0 },
    ...WEATHERS.flatMap(({ milder }) => milder?.(program) ?? []),
  ]);
}

function smallerWalks(walk: WalkSpec): readonly WalkSpec[] {
  const { perRequest, onListing, faults, consumer } = walk;
  const smaller: WalkSpec[] = [
    { ...walk, perRequest: undefined },
    { ...walk, onListing: [] },
    { ...walk, faults: [] },
    { ...walk, mischief: undefined },
    { ...walk, resume: "nothing" },
    { ...walk, maxPages: undefined },
    { ...walk, onRepeatedToken: undefined },
    { ...walk, signal: undefined },
    { ...walk, sendSignal: undefined },
    { ...walk, prefetch: Math.max(0, walk.prefetch - 1) },
    { ...walk, startAt: 0 },
    { ...walk, items: "pages" },
    { ...walk, names: walk.names?.slice(0, -1) },
  ];
  for (const fewer of withoutOne(perRequest ?? [])) {
    smaller.push({ ...walk, perRequest: fewer });
  }
  for (const fewer of withoutOne(onListing)) {
    smaller.push({ ...walk, onListing: fewer });
  }
  for (const fewer of withoutOne(faults)) {
    smaller.push({ ...walk, faults: fewer });
  }
  if ("stop" in consumer) {
    smaller.push({ ...walk, consumer: { ...consumer, stop: undefined } });
  }
  if (consumer.kind === "iterator" && consumer.calls > 1) {
    smaller.push({ ...walk, consumer: { ...consumer, calls: consumer.calls - 1 } });
  }
  if ("work" in consumer && consumer.work.kind !== "sync") {
    smaller.push({ ...walk, consumer: { ...consumer, work: { kind: "sync" } } });
  }
  return [...different(walk, smaller)];
}

function withoutOne<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.map((_, at) => list.toSpliced(at, 1));
}

function* different<T>(from: T, candidates: readonly T[]): Generator<T> {
  const before = JSON.stringify(from);
  for (const candidate of candidates) {
    if (JSON.stringify(candidate) !== before) {
      yield candidate;
    }
  }
}
