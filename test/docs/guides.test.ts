import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readManifest } from "../packaging/manifest.js";
import { type Finished } from "../packaging/run.js";
import { type EmulatorProcess, startEmulator } from "../packaging/start-emulator.js";
import { brokenLinks } from "./broken-links.js";
import { GUIDE, guides } from "./documents.js";
import { fenceProject, type PlacedFence } from "./fence-project.js";
import { type OtherServices, startOtherServices } from "./other-services.js";
import { runSideBySide } from "./run-side-by-side.js";
import { runTests } from "./run-tests.js";
import { fencesOf, isTypeScript } from "./fence.js";
import { unknownPnpmCommands } from "./pnpm-commands.js";

const documents = guides();
const fences: readonly PlacedFence[] = documents.flatMap(({ path, text }) =>
  fencesOf(text).map((fence) => ({ document: path, fence })),
);
const typeScript = fences.filter(({ fence }) => isTypeScript(fence));
const shell = fences.filter(({ fence }) => ["sh", "bash", "shell", "console"].includes(fence.language));
const project = fenceProject("guides", typeScript);

let emulator: EmulatorProcess | undefined;
let others: OtherServices | undefined;
let emptyFolder = "";
let compiled: Finished | undefined;

beforeAll(async () => {
  compiled = await project.compile();
  emptyFolder = mkdtempSync(join(tmpdir(), "rekognition-rx-docs-"));
  emulator = await startEmulator(root("packages/emulator/bin/rekognition-emulator.js"));
  others = await startOtherServices();
});

afterAll(async () => {
  await emulator?.stop();
  await others?.stop();
  rmSync(emptyFolder, { recursive: true, force: true });
});

test("there is a README at the root and in every package, each with code", () => {
  const withCode = new Set(typeScript.map(({ document }) => document));
  const readmes = documents.map(({ path }) => path).filter((path) => path.endsWith("README.md"));
  const packages = ["core", "operators", "inventory", "emulator", "sweep"];
  expect(readmes).toEqual(expect.arrayContaining(packages.map(readmeOf)));
  expect([...withCode]).toEqual(expect.arrayContaining(readmes.filter((path) => !path.startsWith(GUIDE))));
});

test.each(documents.map(({ path }) => path))("no link of %s leads nowhere", (path) => {
  expect(brokenLinks(root(path))).toEqual([]);
});

test("every TypeScript fence of the guides type-checks under the workspace's strict options", () => {
  expect(compiled?.stdout).toBe("");
  expect(compiled?.code).toBe(0);
});

describe("as a program against the emulator", () => {
  const programs = typeScript.filter(({ fence: { flags } }) => !flags.includes("no-run") && !flags.includes("vitest"));
  let finished: ReadonlyMap<string, Finished> = new Map();

  beforeAll(async () => {
    const modules = documents.map(({ path }) =>
      programs.filter(({ document }) => document === path).map((placed) => project.moduleOf(placed)),
    );
    finished = await runSideBySide(modules, { cwd: emptyFolder, env: { ...emulator?.env, ...others?.env } });
  }, 600_000);

  test.each(programs.map((placed) => [`${placed.document}:${placed.fence.line}`, placed] as const))(
    "%s runs to its end",
    (_, placed) => {
      const { code, stdout, stderr } = finished.get(project.moduleOf(placed)) ?? {};
      expect(code, `${stdout}\n${stderr}`).toBe(0);
    },
  );
});

test("every test of the guides passes under vitest", async () => {
  const tests = typeScript.filter(({ fence }) => fence.flags.includes("vitest"));
  const { code, stdout, stderr } = await runTests(tests.map((placed) => project.moduleOf(placed)));
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toContain(`${tests.length} passed`);
});

test("the guide walks both pages of each of the other services", () => {
  const operations = ["FilterLogEvents", "GetLogEvents", "ListObjectsV2", "ListUsers", "Scan"];
  expect(others?.answered.toSorted()).toEqual(operations.flatMap((name) => [`${name} 1`, `${name} 2`]));
});

test("every pnpm command that a guide shows is a script of the root", () => {
  const scripts = Object.keys(readManifest(root("package.json")).scripts ?? {});
  expect(shell).not.toEqual([]);
  expect(
    shell.flatMap(({ document, fence }) =>
      unknownPnpmCommands(fence.code, scripts).map((command) => `${document}:${fence.line} ${command}`),
    ),
  ).toEqual([]);
});

test("CI runs the test command of the README", () => {
  const command = "npx -y pnpm@10 test";
  const readme = shell.filter(({ document }) => document === "README.md").map(({ fence }) => fence.code);
  expect(readme.join("\n")).toMatch(new RegExp(`^${command}$`, "m"));
  expect(readFileSync(root(".ci/run"), "utf8")).toMatch(new RegExp(`^${command}\\b`, "m"));
});

function readmeOf(name: string): string {
  return `packages/${name}/README.md`;
}

function root(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
