import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runEach } from "./run-each.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rekognition-rx-run-each-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("modules that run to their end have all ended with 0", async () => {
  expect(await codesOf({ timer: "setTimeout(() => {}, 1);", awaits: "await Promise.resolve();" })).toEqual({
    timer: 0,
    awaits: 0,
  });
});

test.each([
  ["that throws", "throw new Error('x');", 1],
  ["that throws after its end", "setTimeout(() => { throw new Error('x'); }, 1);", 1],
  ["whose rejection nobody handles", "void Promise.reject(new Error('x'));", 1],
  ["that says it failed", "process.exitCode = 3;", 3],
  ["that waits for nothing", "await new Promise(() => {});", 13],
])("a module %s is the one that failed", async (_, code, expected) => {
  expect(await codesOf({ broken: code, after: "" })).toEqual({ broken: expected, after: 0 });
});

test("a module that never ends is killed, and has failed", async () => {
  expect(await codesOf({ hangs: "setInterval(() => {}, 1_000);" }, 500)).toEqual({ hangs: null });
});

test("a module that ends the process keeps no other from being run", async () => {
  expect(await codesOf({ exits: "process.exit(0);", broken: "throw new Error('x');" })).toEqual({
    exits: 0,
    broken: 1,
  });
});

test("modules that fail only together have failed", async () => {
  const once = "if (globalThis.been) throw new Error('x'); globalThis.been = true;";
  expect(await codesOf({ first: once, second: once })).toEqual({ first: 1, second: 1 });
});

async function codesOf(
  modules: Readonly<Record<string, string>>,
  timeout?: number,
): Promise<Readonly<Record<string, unknown>>> {
  const files = Object.entries(modules).map(([name, code]) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, code);
    return [name, file] as const;
  });
  const finished = await runEach(
    files.map(([, file]) => file),
    timeout === undefined ? {} : { timeout },
  );
  return Object.fromEntries(files.map(([name, file]) => [name, finished.get(file)?.code]));
}
