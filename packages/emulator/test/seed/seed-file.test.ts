import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type AccountSeed, createEmulator, loadSeed } from "@rekognition-rx/emulator";
import type { JsonSchema } from "../../src/seed/json-schema.js";

function file(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "manifests"));
  writeFileSync(join(folder, "manifests", "train.jsonl"), '{"source-ref":"s3://b/1"}\n\n{"source-ref":"s3://b/2"}\n');
  const path = join(folder, "seed.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const withDataset = (dataset: object): object => ({
  accounts: [{ projects: [{ name: "p", datasets: [{ type: "TRAIN", ...dataset }] }] }],
});

describe("loadSeed", () => {
  test("reads times, entries, manifests beside the file, and documents as they are", async () => {
    const path = file({
      $schema: "./seed.schema.json",
      accounts: [
        {
          region: "eu-west-1",
          projects: [
            {
              name: "p",
              createdAt: "2026-01-01T00:00:00.250Z",
              tags: { createdAt: "2026-01-01" },
              datasets: [
                { type: "TRAIN", createdAt: "2026-01-02", manifest: "manifests/train.jsonl" },
                { type: "TEST", createdAt: 7, entries: [{ "source-ref": "s3://b/3" }, '{"source-ref":"s3://b/4"}'] },
              ],
              policies: [{ name: "a", document: { createdAt: "2026-01-01" } }],
            },
          ],
        },
      ],
      manifests: { "bucket/key": "{}" },
    });
    const seed = loadSeed(path);
    expect(seed.manifests).toEqual({ "bucket/key": "{}" });
    const emulator = await createEmulator(seed);
    onTestFinished(() => emulator.close());
    const { accounts } = emulator.state({ entries: true });
    expect(accounts).toMatchObject([
      {
        region: "eu-west-1",
        projects: [
          {
            createdAt: Date.UTC(2026, 0, 1) + 250,
            tags: { createdAt: "2026-01-01" },
            datasets: [
              { type: "TEST", entries: [expect.stringContaining("b/3"), expect.stringContaining("b/4")] },
              {
                type: "TRAIN",
                createdAt: Date.UTC(2026, 0, 2),
                entries: [expect.stringContaining("b/1"), expect.stringContaining("b/2")],
              },
            ],
            policies: [{ document: '{"createdAt":"2026-01-01"}' }],
          },
        ],
      },
    ]);
  });

  test.each<readonly [string, unknown, string]>([
    ["no JSON", "{accounts", "seed.json: "],
    ["a list", [], "seed.json: the seed is []; it must be an object"],
    ["no accounts", {}, "seed.json: accounts is missing"],
    [
      "a word of its own",
      { accounts: [], acounts: [] },
      "seed.json: acounts is not a known member; it must be one of $schema, accounts",
    ],
    [
      "an account id",
      { accounts: [{ accountId: "12", projects: [] }] },
      'seed.json: accounts[0].accountId is "12"; it must be twelve digits',
    ],
    [
      "a status",
      { accounts: [{ projects: [{ name: "a" }, { name: "b", status: "READY" }] }] },
      'seed.json: accounts[0].projects[1].status is "READY"; it must be one of CREATING, CREATED, DELETING',
    ],
    ["a project without a name", { accounts: [{ projects: [{}] }] }, "accounts[0].projects[0].name is missing"],
    [
      "a time",
      { accounts: [{ projects: [{ name: "a", createdAt: "noon" }] }] },
      'accounts[0].projects[0].createdAt is "noon"; it must be a whole number',
    ],
    ["entries in words", withDataset({ entries: [5] }), "accounts[0].projects[0].datasets[0].entries[0] is 5"],
    ["entries twice", withDataset({ entries: [], manifest: "x" }), "accounts[0].projects[0].datasets[0] has both"],
    ["three datasets", { accounts: [{ projects: [{ name: "a", datasets: [{}, {}, {}] }] }] }, "datasets has 3 items"],
    [
      "a score",
      { accounts: [{ projects: [{ name: "a", versions: [{ name: "v", f1Score: 2 }] }] }] },
      "accounts[0].projects[0].versions[0].f1Score is 2; it must be 1 or less",
    ],
  ])("names the file and the place for %s", (_title, content, message) => {
    expect(() => loadSeed(file(content))).toThrow(message);
  });

  test.each([
    "2026-00-01",
    "2026-13-01",
    "2026-04-31",
    "2026-02-29",
    "1900-02-29",
    "2026-01-31T24:00Z",
    "2026-01-31T12:60Z",
    "2026-01-31T12:00:00",
    253_402_300_800_000,
  ])("refuses the time %s", (createdAt) => {
    expect(() => loadSeed(file({ accounts: [{ projects: [{ name: "a", createdAt }] }] }))).toThrow(
      "seed.json: accounts[0].projects[0].createdAt is ",
    );
    expect(() =>
      loadSeed(
        file({ accounts: [], organization: { accounts: [{ accountId: "1".repeat(12), joinedAt: createdAt }] } }),
      ),
    ).toThrow("seed.json: organization.accounts[0].joinedAt is ");
  });

  test.each([
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["2000-02-29T23:59Z", Date.UTC(2000, 1, 29, 23, 59)],
    ["2026-12-31T00:30:01.5+01:00", Date.UTC(2026, 11, 30, 23, 30, 1, 500)],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
  ])("takes the time %s", (createdAt, epochMs) => {
    const { accounts } = loadSeed(file({ accounts: [{ projects: [{ name: "a", createdAt }] }] }));
    expect(accounts[0]?.projects[0]?.createdAt).toBe(epochMs);
  });

  test("reads a manifest of any size, in which characters and lines lie across the pieces that it is read in", async () => {
    const path = file(withDataset({ manifest: "manifests/large.jsonl" }));
    const lines = Array.from(
      { length: 30_000 },
      (_, index) => `{"source-ref":"s3://büro-大/${"ö".repeat(index % 17)}${index}.jpg"}`,
    );
    writeFileSync(join(dirname(path), "manifests", "large.jsonl"), lines.join("\n\n"));
    const emulator = await createEmulator(loadSeed(path));
    onTestFinished(() => emulator.close());
    const held = (): unknown => {
      const [account] = emulator.state({ entries: true })["accounts"] as readonly AccountSeed[];
      return [...(account?.projects[0]?.datasets?.[0]?.entries ?? [])];
    };
    const expected = lines.map((line) => line.replace(/\}$/, ',"cl-metadata":{"is_labeled":false}}'));
    expect(held()).toEqual(expected);
    emulator.seed({ accounts: [] });
    emulator.reset();
    expect(held()).toEqual(expected);
  });

  test("names the line of a manifest that is none", async () => {
    const path = file(withDataset({ manifest: "manifests/bad.jsonl" }));
    writeFileSync(join(dirname(path), "manifests", "bad.jsonl"), '{"source-ref":"s3://b/1"}\n{"source-ref":');
    await expect(createEmulator(loadSeed(path))).rejects.toThrow(
      'project "p", dataset TRAIN: entry 1 is not a JSON object',
    );
  });

  test("reads a file that begins with a byte order mark", () => {
    expect(loadSeed(file(`\u{feff}${JSON.stringify({ accounts: [] })}`)).accounts).toEqual([]);
  });

  test("reads what the state of an emulator was saved as", async () => {
    const account = {
      projects: [{ name: "p", datasets: [{ type: "TRAIN" as const, entries: [{ "source-ref": "s3://b/1" }] }] }],
    };
    const emulator = await createEmulator({ account });
    onTestFinished(() => emulator.close());
    const saved = await (await fetch(`${emulator.url}/_emulator/state?entries=true`)).text();
    const again = await createEmulator(loadSeed(file(saved)));
    onTestFinished(() => again.close());
    expect(again.state()).toEqual({ ...emulator.state(), now: expect.any(Number) as number });
  });

  test("says when a manifest is a folder", () => {
    expect(() => loadSeed(file(withDataset({ manifest: "manifests" })))).toThrow("manifests is not a file");
  });

  test("says when there is no such file, or no manifest beside it", () => {
    expect(() => loadSeed("/nowhere/seed.json")).toThrow("ENOENT");
    expect(() => loadSeed(file(withDataset({ manifest: "nothing.jsonl" })))).toThrow("ENOENT");
  });
});

test("the schema has no keyword that the emulator would pass over", () => {
  const schema = JSON.parse(readFileSync(new URL("../../seed.schema.json", import.meta.url), "utf8")) as JsonSchema;
  const known = new Set(
    (
      "$schema $id title description $ref $defs type const enum pattern anyOf minLength maxLength minimum maximum " +
      "minItems maxItems items properties required additionalProperties"
    ).split(" "),
  );
  const keywords = (each: unknown): string[] => {
    if (typeof each !== "object" || each === null) {
      return [];
    }
    const { properties = {}, $defs = {}, items, anyOf = [], additionalProperties } = each as JsonSchema;
    const inner = [...Object.values(properties), ...Object.values($defs), items, ...anyOf, additionalProperties];
    return [...Object.keys(each), ...inner.flatMap(keywords)];
  };
  expect(keywords(schema).filter((keyword) => !known.has(keyword))).toEqual([]);
});
