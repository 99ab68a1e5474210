import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { run } from "../packaging/run.js";
import { boto3 } from "./client-found.js";

const fixtures = new URL("../../packages/emulator/test/fixtures/", import.meta.url);

/** The version of boto3 whose model the extract was made of. */
const extracted = [1, 43, 11];

/**
 * The emulator's constraints are tested against an extract of the service model. Here the extract is held against the
 * model that botocore has on this machine: what AWS has added since is red.
 */
describe.runIf(boto3.version !== undefined)("the service model of botocore", () => {
  test("has nothing that the emulator's extract of it does not have; and no less, unless it is older", async () => {
    const model = await modelHere();
    const known = namesIn(extract());
    const unknown = [...namesIn(model)].filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
    expect(isOlder() ? extract() : model).toEqual(extract());
  });
});

function isOlder(): boolean {
  const version =
    /\d+(\.\d+)+/
      .exec(boto3.version ?? "")?.[0]
      .split(".")
      .map(Number) ?? [];
  for (const [index, number] of extracted.entries()) {
    const mine = version[index] ?? 0;
    if (mine !== number) {
      return mine < number;
    }
  }
  return false;
}

/** Every member, enum value and error by its place. The bounds of an older model may be others. */
function namesIn(value: unknown, path = ""): ReadonlySet<string> {
  const names = new Set<string>();
  if (typeof value === "string" && /\.(enum|errors|required)\[\]$/.test(path)) {
    names.add(`${path}=${value}`);
  }
  if (typeof value !== "object" || value === null) {
    return names;
  }
  for (const [name, member] of Object.entries(value)) {
    const inner = Array.isArray(value) ? `${path}[]` : `${path}.${name}`;
    if (/\.members\.\w+$/.test(inner)) {
      names.add(inner);
    }
    for (const each of namesIn(member, inner)) {
      names.add(each);
    }
  }
  return names;
}

function extract(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL("service-model.json", fixtures), "utf8")) as Record<string, unknown>;
}

/** What the script that made the extract makes here. */
async function modelHere(): Promise<unknown> {
  const print = [
    "import json, sys",
    `sys.path.insert(0, ${JSON.stringify(fileURLToPath(fixtures))})`,
    "sys.dont_write_bytecode = True",
    'model = __import__("make-service-model")',
    "print(json.dumps(model.model_of(sys.argv[1:])))",
  ].join("\n");
  const { code, stdout, stderr } = await run("python3", ["-c", print, ...Object.keys(extract())]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as unknown;
}
