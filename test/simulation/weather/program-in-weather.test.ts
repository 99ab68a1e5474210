import { describe, expect, test } from "vitest";
import { describeProgram } from "../program/describe-program.js";
import { randomProgram } from "../program/random-program.js";
import { smallerPrograms } from "../program/smaller-programs.js";
import { changingQuota } from "./changing-quota.js";
import { hints } from "./hints.js";
import { outage } from "./outage.js";
import { poison } from "./poison.js";
import { programInWeather } from "./program-in-weather.js";
import { slowCheckpoints } from "./slow-checkpoints.js";
import { WEATHERS } from "./weathers.js";

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

describe("a program in weather", () => {
  test("is as it was where there is no weather", () => {
    for (const seed of SEEDS) {
      expect(programInWeather(seed, [])).toEqual(randomProgram(seed));
    }
  });

  test.each([...new Set([...WEATHERS, slowCheckpoints])])("of $name is the same each time", (weather) => {
    for (const seed of SEEDS) {
      expect(programInWeather(seed, [weather])).toEqual(programInWeather(seed, [weather]));
    }
  });

  test.each(WEATHERS)("of $name says so", (weather) => {
    const said = SEEDS.map((seed) => describeProgram(programInWeather(seed, [weather])));

    expect(said).not.toEqual(SEEDS.map((seed) => describeProgram(randomProgram(seed))));
  });

  test("is made smaller by milder weather", () => {
    const program = programInWeather(1, [outage, changingQuota, hints, poison]);
    const smaller = [...smallerPrograms(program)].map((each) => describeProgram(each).join("\n"));

    for (const line of describeProgram(program).filter((each) => /^(?:outage|quota from|hint|poison)/.test(each))) {
      expect(smaller.some((each) => !each.includes(line))).toBe(true);
    }
  });
});

describe("the service in weather", () => {
  const program = randomProgram(1);
  const walk = { spec: program.walks[0] ?? expect.unreachable(), answers: 1 };

  test("throttles everything in an outage, from its beginning and not at its end", () => {
    const weather = { outages: [{ from: 10, until: 20 }] };

    expect([9, 10, 19, 20].map((now) => outage.throttles?.({ ...program, weather }, walk, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("has the quota of the last change", () => {
    const [first, second] = [
      { from: 10, rate: 5, burst: 1 },
      { from: 20, rate: 50, burst: 2 },
    ];
    const weather = { quotas: [first, second] };

    expect([9, 10, 20].map((now) => changingQuota.quotaAt?.({ ...program, weather }, now))).toEqual([
      undefined,
      first,
      second,
    ]);
  });

  test("refuses a poison request for good, and no other", () => {
    const throttled = [0, 1, 2].map((answers) =>
      poison.throttles?.(program, { spec: { ...walk.spec, poisonedAfter: 1 }, answers }, 1_000_000),
    );

    expect(throttled).toEqual([false, true, true]);
    expect(poison.throttles?.(program, { ...walk, answers: 5 }, 0)).toBe(false);
  });
});
