import { afterAll, beforeAll, expect, test } from "vitest";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import { runDraw } from "./run-draw.js";
import type { Moment } from "./world/draw-kills.js";
import { makeWorld, type World } from "./world/world.js";

// As `npx -y pnpm@10 run prove kills`, which draws 200 kills.

const CALM = { latency: 5, quota: 10, isFrozen: false };
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

afterAll(() => world.close());

test("a run that is killed in its crawl, twice, and as its views are written comes to what an undisturbed one does", async () => {
  const moments: readonly Moment[] = [
    { _tag: "Journal", share: 0.3, later: 0 },
    { _tag: "Journal", share: 0.3, later: 0 },
    { _tag: "Views", later: 0 },
  ];
  const outcome = await runDraw(world, { ...CALM, moments });
  expect(outcome.broken).toEqual([]);
  expect(outcome.phases).toEqual(["crawl", "crawl", "views"]);
});

// The other faults that are planted: `npx -y pnpm@10 run prove kills --planted`.
test.each(PLANTED_FAULTS.slice(0, 1))("the proof finds $name", async ({ bin, draw, found }) => {
  const { broken } = await runDraw(world, draw, bin);
  expect(broken.map(({ promised }) => promised)).toContain(found);
});
