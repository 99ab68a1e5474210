import { fileURLToPath } from "node:url";
import { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { expect, test } from "vitest";
import { tables } from "../../src/views/tables/tables.js";
import type { Table } from "../../src/views/tables/table.js";
import { commandFolder } from "../support/command-folder.js";
import { tablesDocs } from "./tables-docs.js";

test("the documentation of the tables is what their definitions say", async () => {
  await expect(tablesDocs()).toMatchFileSnapshot(fileURLToPath(new URL("../../docs/tables.md", import.meta.url)));
});

test.each(Object.entries<Pick<Table<never>, "columns" | "key" | "name">>(tables))(
  "%s has its name, a key of its own columns, and a sentence for each",
  (name, table) => {
    const names = table.columns.map((column) => column.name);
    expect(table.name).toBe(name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...table.key]));
    for (const { name: column, about } of table.columns) {
      expect(column).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(about).toMatch(/\.$/);
    }
  },
);

/** `[["RUNNING", "yes"], ...]`: the statuses of a version in the documentation, and whether it is a trained model then. */
function documentedStatuses(): readonly (readonly [status: string, isTrained: string])[] {
  return [...tablesDocs().matchAll(/^\| `([A-Z_]+)` +\| (yes|no|if[^|]+?) +\|/gm)].map(
    ([, status = "", isTrained = ""]) => [status, isTrained],
  );
}

test("every status of a version is documented", () => {
  expect(documentedStatuses().map(([status]) => status)).toEqual(Object.keys(ProjectVersionStatus));
});

test("a version is a trained model by its status, as documented, if it has an F1 score", async () => {
  const statuses = Object.values(ProjectVersionStatus);
  const versions = statuses.map((status) => ({ name: status, status }));
  const account = { accountId: "111122223333", region: "us-east-1", projects: [{ name: "shop", versions }] };
  const { run, rows } = await commandFolder({ account });
  expect((await run(["--depth", "versions", "--quiet", "--rate", "1000"])).code).toBe(0);
  const found = rows("out/versions.ndjson") as readonly Readonly<Record<string, unknown>>[];
  const scores = new Map(found.map((row) => [row["status"], row["f1_score"]]));
  expect(scores.size).toBe(statuses.length);
  for (const [status, isTrained] of documentedStatuses().filter(([name]) => name !== "DELETING")) {
    expect([status, scores.get(status) === null ? "no" : "yes"]).toEqual([status, isTrained]);
  }
  const failed = found.find((row) => row["status"] === "TRAINING_FAILED");
  expect(failed).toMatchObject({ f1_score: null, training_end_timestamp: expect.any(String) as string });
});
