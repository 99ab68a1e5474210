import { readFileSync } from "node:fs";
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

test("the fault rules of the README are rules", () => {
  const rules = readme.match(/^\{ .*"(fault|script)": .*\}$/gm) ?? [];
  expect(rules).toHaveLength(6);
  for (const rule of rules) {
    expect(toFaultRule(JSON.parse(rule) as FaultSpec, Date.now)).toBeTypeOf("function");
  }
});
