import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator, type FaultSpec, loadSeed } from "@rekognition-rx/emulator";
import { toFaultRule } from "../../src/faults/to-fault-rule.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("the vitest example of the README is the one that runs here", () => {
  const example = readFileSync(new URL("vitest.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts vitest\n${example}\`\`\``);
});

test("the seed file of the examples starts an emulator", async () => {
  const path = new URL("../../examples/seed.json", import.meta.url).pathname;
  const emulator = await createEmulator(loadSeed(path));
  onTestFinished(() => emulator.close());
  expect(
    emulator
      .projects()
      .arns()
      .map((arn) => arn.split("/")[1]),
  ).toEqual(["weld-seams", "shelf-gaps"]);
});

test("the organization of the README is a seed", async () => {
  const [, seed = ""] = /```json\n(\{\n {2}"accounts"[^`]*)```/.exec(readme) ?? [];
  const file = join(await mkdtemp(join(tmpdir(), "readme-")), "organization.json");
  await writeFile(file, seed);
  onTestFinished(() => rm(dirname(file), { recursive: true }));
  const emulator = await createEmulator(loadSeed(file));
  onTestFinished(() => emulator.close());
  expect(emulator.state()).toMatchObject({ organization: { accounts: [{}, {}, { state: "SUSPENDED" }] } });
});

test("the fault rules of the README are rules", () => {
  const rules = readme.match(/^\{ .*"(fault|script)": .*\}$/gm) ?? [];
  expect(rules).toHaveLength(6);
  for (const rule of rules) {
    expect(toFaultRule(JSON.parse(rule) as FaultSpec, Date.now)).toBeTypeOf("function");
  }
});
