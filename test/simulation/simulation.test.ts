import { describe, expect, test } from "vitest";
import { randomProgram } from "./program/random-program.js";
import { describeProgram } from "./program/describe-program.js";
import { report } from "./report.js";
import { runSeeds } from "./run-seeds.js";
import { simulate } from "./simulate.js";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import type { Weather } from "./weather/weather.js";
import { WEATHERS } from "./weather/weathers.js";

describe("the library, simulated", () => {
  // Any number of them: `npx -y pnpm@10 simulate`.
  test("keeps every promise in the thousand schedules from seed 1", async () => {
    const { failures, runs } = await runSeeds(1, 1_000, { mostFailures: 1 });

    expect(await toldOf(failures)).toBe("");
    expect(runs).toBe(1_000);
  });

  test.each<[what: string, seed: number, weather: readonly Weather[]]>([
    // `maxElapsed` ended a wait, and the permit that the end gave back let the very attempt go that had ended.
    ["a permit given back by the attempt that waits for it", 301_327, WEATHERS],
    ["a refused request's token that came back although the bucket had been full since", 1_002_303, WEATHERS],
    ["the same, with others under way", 1_500_349, WEATHERS],
    ["the same, after the rate had changed", 1_009_588, WEATHERS],
    ["a clock skew that lasts, after two retries", 1_507_564, WEATHERS],
    ["the same, at a limiter", 1_510_754, WEATHERS],
    ["the same, after a reset", 1_009_500, WEATHERS],
    ["a failure that a pull hears of after another walk has aborted the signal of both", 20_189_683, WEATHERS],
    ["the same, at another limiter", 20_187_368, WEATHERS],
    ["the same, for a token that has expired", 40_432_237, WEATHERS],
    ["the same, with pages ahead", 40_462_650, WEATHERS],
    ["a clock skew on either side of a time-out", 20_028_572, WEATHERS],
    ["a walk that begins again, and fails before its first request is sent", 10_097_889, []],
    ["an abort after the last page, before a promise reports it", 30_551_750, WEATHERS],
    ["one that leaves the line as it joins it, for another was served", 30_797_390, WEATHERS],
    ["a clock skew that an inner retry has seen, and one that the outer one has", 10_188_861, []],
    // The limiter counted the throttles anew after a clock skew, and so it did not spread out the last attempts.
    ["throttles before and after another failure, through an outage of a minute", 60_040_925, WEATHERS],
  ])("keeps every promise in the seed that broke one: %s", async (_, seed, weather) => {
    const { failures } = await runSeeds(seed, 1, { mostFailures: 1, weather });
    expect(await toldOf(failures, weather)).toBe("");
  });

  test("keeps every promise in all weather in the thousand schedules from seed 1", async () => {
    const { failures, runs } = await runSeeds(1, 1_000, { mostFailures: 1, weather: WEATHERS });

    expect(await toldOf(failures, WEATHERS)).toBe("");
    expect(runs).toBe(1_000);
  });
});

describe("a simulation", () => {
  test("happens the same way each time", async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const [once, again] = [
        await simulate(randomProgram(seed), { withStory: true }),
        await simulate(randomProgram(seed), { withStory: true }),
      ];

      expect(again).toEqual(once);
      expect(once.story.length).toBeGreaterThan(0);
    }
  });

  test("is of every kind within a thousand seeds", () => {
    const programs = Array.from({ length: 1_000 }, (_, seed) => describeProgram(randomProgram(seed)).join("\n"));
    const seen = programs.join("\n");

    for (const kind of [
      "DescribeProjects",
      "DescribeProjectVersions",
      "ListDatasetEntries",
      "ListDatasetLabels",
      "ListProjectPolicies",
      "subscribe",
      "toTaskEither",
      "for await",
      "at the iterator",
      "processPages",
      "restartOnExpiredToken",
      "paced by",
      "rateLimit",
      "timeout",
      "projectsNotFound",
      "decodeEntries",
      "leaving after",
      "throwing at",
      "withCommand aborts",
      "resumed from its position",
      "resumed from its error",
      "walk 3",
      "hang",
    ]) {
      expect(seen).toContain(kind);
    }
  });

  test("that finds something prints the program, what happened, a smaller one, and the command that repeats it", async () => {
    const planted = PLANTED_FAULTS.find(({ name }) => name === "a prefetch without a bound");
    const { failures } = await runSeeds(1, 1_000, { mostFailures: 1, ...(planted && { library: planted.library }) });
    const seed = failures[0]?.seed ?? Number.NaN;
    const text = await report(seed, { library: planted?.library });

    expect(text).toContain(`seed ${seed} breaks a promise: `);
    expect(text).toContain(`pnpm simulate --seed ${seed}`);
    const [whole = "", smaller = ""] = text.split("the same in a smaller program");
    expect(whole).toMatch(/service: .*\n[^]*walk 1: [^]*what happens:\n[^]*BROKEN/);
    expect(smaller).toMatch(/BROKEN/);
    expect(smaller.length).toBeLessThan(whole.length);
  });
});

/** What a person needs who sees this test fail. */
async function toldOf(
  failures: readonly { readonly seed: number }[],
  weather: readonly Weather[] = [],
): Promise<string> {
  const [first] = failures;
  return first === undefined ? "" : report(first.seed, { weather });
}
