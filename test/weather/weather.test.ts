import { describe, expect, test } from "vitest";
import { OURS } from "./limiters.js";
import { judge, type Scene } from "./scene.js";
import { ALL_SCENES } from "./scenes/all-scenes.js";

/** Draws of each scene: as many as take a second or two. All of them: `npx -y pnpm@10 run prove weather`. */
const DRAWS: Readonly<Record<string, number>> = {
  "no walk is lost": 30,
  "recovers after an outage": 10,
  "is fast after a rest": 6,
  "finds a quota that rises": 6,
  "wastes little, and little time": 5,
  "stays fair to others beside a request that is always refused": 6,
  "comes back beside several requests that are always refused": 8,
  "keeps to retry-after for all": 10,
  "shares a quota between two buckets of all of it": 2,
  "a bucket at its true rate is hardly ever refused": 4,
  "two processes on one quota get through": 6,
  "gets its share beside programs that do not yield": 30,
  "starts at speed": 3,
};

describe("a limiter in the weather", () => {
  test.each(ALL_SCENES)("$name", (scene) => {
    expect(missedBy(scene)).toBe("");
  });
});

/** The bars that are missed, with what a person needs to repeat it. */
function missedBy(scene: Scene): string {
  return judge(scene, OURS, FIRST_SEED, DRAWS[scene.name] ?? 1)
    .filter(({ draws, holds }) => draws > 0 && !holds)
    .map(({ bar, figure, worstSeed }) => `${bar.figure}: ${figure}, at most ${bar.atMost} (seed ${worstSeed})`)
    .join("\n");
}

const FIRST_SEED = 100;
