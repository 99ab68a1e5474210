import * as fc from "fast-check";
import type { EndStep, RunStep, Step, TargetStep, WalkStep } from "../../src/crawl/step.js";

/** The first step of every run of these tests. */
export const runStep: RunStep = {
  _tag: "Run",
  version: 1,
  runId: "20261125T135627Z-4f2a",
  startedAt: "2026-11-25T13:56:27.000Z",
  options: { depth: ["projects"], rate: 5 },
};

/** A page of a walk, distinguished from others by its number. */
export function walkStep(pages: number, more: Partial<WalkStep> = {}): WalkStep {
  return {
    _tag: "Walk",
    target: "111122223333:eu-west-1",
    accountId: "111122223333",
    region: "eu-west-1",
    operation: "DescribeProjects",
    parentArn: null,
    generation: 1,
    pages,
    records: [],
    invalid: [],
    position: `token-${pages}`,
    outcome: null,
    error: null,
    requests: 1,
    throttles: 0,
    elapsedMs: 200,
    at: "2026-11-25T13:56:28.000Z",
    ...more,
  };
}

/** What services and people write, and what looks like a part of a line. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("", "\n", "\r\n", "\u2028", "é🙂", "\uD800", '","crc":"00000000"}\n', "\0", "{", '"}'),
);

const walk: fc.Arbitrary<WalkStep> = fc
  .record({
    pages: fc.nat(99),
    position: fc.option(text),
    parentArn: fc.option(text),
    error: fc.option(fc.record({ name: text, message: text })),
    invalid: fc.array(fc.record({ error: text, problems: fc.constant([]), raw: fc.jsonValue({ maxDepth: 1 }) }), {
      maxLength: 1,
    }),
  })
  .map(({ pages, ...more }) => walkStep(pages, more));

const target: fc.Arbitrary<TargetStep> = fc.record({
  _tag: fc.constant("Target"),
  target: text,
  accountId: fc.option(text),
  accountName: fc.option(text),
  region: fc.option(text),
  outcome: fc.constantFrom("expected", "suspended"),
  error: fc.constant(null),
  at: text,
});

const end: fc.Arbitrary<EndStep> = fc.record({ _tag: fc.constant("End"), at: text });

/** Steps of a run in any order, the first one left out. */
export function someSteps(maxLength: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(fc.oneof({ weight: 3, arbitrary: walk }, target, end), { maxLength });
}

/** For what is done at each of their bytes. */
export function someShortSteps(maxLength: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(end, { maxLength });
}
