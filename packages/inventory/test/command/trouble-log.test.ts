import { expect, test } from "vitest";
import { sweepAt } from "../../src/command/sweep-options.js";
import { troubleLog } from "../../src/command/trouble-log.js";

function heard() {
  const said: string[] = [];
  const clock = { now: 0 };
  const trouble = troubleLog(
    (sentence) => said.push(sentence),
    () => clock.now,
  );
  return { said, clock, trouble };
}

test("says a few lines of a database that is away for minutes, whatever it fails with", () => {
  const { said, clock, trouble } = heard();
  for (; clock.now < 150_000; clock.now += 500) {
    trouble(`failed in way ${(clock.now / 500) % 7}`);
  }
  expect(said[0]).toBe("failed in way 0; trying again");
  expect(said[1]).toBe("failed in way 6; trying again (19 more since the last such message)");
  expect(said.length).toBeLessThanOrEqual(5);
});

test("says at once what comes after a minute of calm", () => {
  const { said, clock, trouble } = heard();
  trouble("lost");
  trouble("lost");
  clock.now += 61_000;
  trouble("lost again");
  expect(said).toEqual(["lost; trying again", "lost again; trying again"]);
});

test("is where the engine of a sweep says its troubles: the log of the command, which may be JSON", () => {
  const said: string[] = [];
  const at = sweepAt("postgres://me@db.example.com/sweeps", "out", { say: (sentence) => said.push(sentence) });
  at.onTrouble?.("lost");
  expect(said).toEqual(["lost; trying again"]);
});
