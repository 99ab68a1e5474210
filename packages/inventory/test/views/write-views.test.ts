import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEPTHS } from "../../src/crawl/depth.js";
import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";
import { isOutputError } from "../../src/failures/output-error.js";
import type { Table } from "../../src/views/tables/table.js";
import { type TableName, tables } from "../../src/views/tables/tables.js";
import { viewsOf } from "../../src/views/views-of.js";
import { writeViews } from "../../src/views/write-views.js";
import { anyJournal } from "../support/any-journal.js";
import { filesOf } from "../support/files-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { parseCsv, withoutFormula } from "../support/parse-csv.js";
import { all } from "../support/seen-of.js";
import { dataset, end, project, run, step, target } from "../support/steps.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const page = step({
  records: [project("a", { datasets: [dataset("a", "train", { statusMessage: '=1+1,\n"x"' })] }), project("b")],
  outcome: "complete",
});

const unreadable = { error: "Status: is 4", problems: [{ path: "Status", message: "is 4" }], raw: { Status: 4 } };

describe("writeViews", () => {
  test("writes the rows of every table that the run asked for, in every format, and the same bytes again", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (steps) => {
        const journal = memoryJournal(steps);
        const out = temporaryFolder();
        const { files, counts } = await writeViews(journal, { out });
        const written = filesOf(out);
        expect(Object.keys(written).toSorted()).toEqual([...files, "summary.json"].toSorted());
        const names = Object.keys(counts).filter((name): name is TableName => name !== "invalid");
        for (const name of names) {
          const { columns }: Table<object> = tables[name];
          const rows = await all<object>(viewsOf(journal).rows(name));
          const values = rows.map((row) => columns.map((column) => column.value(row)));
          expect(counts[name]).toBe(rows.length);
          expect(ndjsonOf(written[`${name}.ndjson`])).toEqual(
            values.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at]]))),
          );
          expect(parseCsv(written[`${name}.csv`] ?? "")).toEqual([
            columns.map((column) => column.name),
            ...values.map((row) => row.map((value) => (value === null ? null : withoutFormula(String(value))))),
          ]);
        }
        expect(ndjsonOf(written["invalid.ndjson"] ?? "")).toHaveLength((await all(viewsOf(journal).invalid())).length);
        expect(await viewsOf(journal).summary()).toEqual({ ...(await writeViews(journal, { out })), files: [] });
        expect(filesOf(out)).toEqual(written);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    [[], []],
    [["datasets"], ["labels"]],
    [["versions"], ["versions", "tags"]],
    [["usage"], ["versions"]],
    [["policies"], ["policies"]],
    [["entries"], ["entries"]],
    [[...DEPTHS], ["versions", "policies", "labels", "entries", "tags"]],
  ] as const)("with depth %j writes also %j", async (depth, more) => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run([...depth]), end]), { out, formats: ["csv"] });
    const names = ["inventory", "projects", "datasets", ...more, "ledger"].map((name) => `${name}.csv`);
    expect(readdirSync(out).toSorted()).toEqual([...names, "summary.json"].toSorted());
  });

  test("writes the inventory's columns in the order of the design", async () => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run(), page, end]), { out, formats: ["csv"] });
    expect(filesOf(out)["inventory.csv"]?.split("\n")[0]).toBe(
      "partition,account_id,region,project_arn,project_name,feature,project_status,project_creation_timestamp,auto_update,dataset_arn,dataset_type,dataset_status,dataset_status_message,dataset_status_message_code,dataset_creation_timestamp,run_id,run_started_at,seen_at",
    );
    expect(filesOf(out)["ledger.csv"]).toBe(
      `account_id,region,operation,parent_arn,outcome,generation,pages,records,requests,throttles,elapsed_ms,error
111122223333,eu-west-1,,,reached,,,,,,,
111122223333,eu-west-1,DescribeProjects,,complete,1,1,2,1,0,10,
`,
    );
  });

  test("writes a summary that begins with its version and says what is beside it", async () => {
    const out = temporaryFolder();
    const denied = step({
      operation: "ListProjectPolicies",
      parentArn: project("a").arn,
      pages: 0,
      outcome: "denied",
      error: { name: "AccessDeniedException", message: "no" },
    });
    const options = { out, formats: ["ndjson"], exitCode: 3, resume: "rekognition-inventory resume out" } as const;
    await writeViews(memoryJournal([run(["policies"]), target(), page, denied, end]), options);
    expect(filesOf(out)["summary.json"]).toBe(`{
  "version": 1,
  "run_id": "20261125T135627Z-4f2a",
  "outcome": "incomplete",
  "exit_code": 3,
  "targets": {
    "expected": 1,
    "answered": 1,
    "complete": 0
  },
  "counts": {
    "inventory": 2,
    "projects": 2,
    "datasets": 1,
    "policies": 0,
    "ledger": 4,
    "invalid": 0
  },
  "files": [
    "inventory.ndjson",
    "projects.ndjson",
    "datasets.ndjson",
    "policies.ndjson",
    "ledger.ndjson"
  ],
  "started_at": "2026-11-25T13:56:27.000Z",
  "ended_at": "2026-11-25T14:00:00.000Z",
  "resume": "rekognition-inventory resume out"
}
`);
  });

  test("keeps what could not be read as it came, and removes that of an earlier run where there is nothing", async () => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run(), { ...page, invalid: [unreadable] }, end]), { out });
    expect(ndjsonOf(filesOf(out)["invalid.ndjson"])).toEqual([
      {
        target: "111122223333:eu-west-1",
        account_id: "111122223333",
        region: "eu-west-1",
        operation: "DescribeProjects",
        parent_arn: null,
        error: "Status: is 4",
        problems: [{ path: "Status", message: "is 4" }],
        raw: { Status: 4 },
        run_id: "20261125T135627Z-4f2a",
        run_started_at: "2026-11-25T13:56:27.000Z",
        seen_at: "2026-11-25T13:57:00.000Z",
      },
    ]);
    await writeViews(memoryJournal([run(), page, end]), { out });
    expect(readdirSync(out)).not.toContain("invalid.ndjson");
  });

  test("removes the files that an earlier run wrote and this one does not, and no others", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "tags.csv"), "somebody's own");
    writeFileSync(join(out, "notes.txt"), "somebody's own");
    await writeViews(memoryJournal([run(["datasets"]), page, end]), { out });
    expect(readdirSync(out)).toContain("labels.csv");
    await writeViews(memoryJournal([run(), page, end]), { out, formats: ["csv"] });
    const ours = ["inventory.csv", "projects.csv", "datasets.csv", "ledger.csv", "summary.json"];
    expect(readdirSync(out).toSorted()).toEqual([...ours, "notes.txt", "tags.csv"].toSorted());
  });

  test.each([
    ["names other files", JSON.stringify({ files: ["../theirs", "notes.txt", 7, null, "__proto__"] })],
    ["is no JSON", "{"],
    ["is something else", "[1]"],
  ])("touches nothing of others where the summary of an earlier run %s", async (_, text) => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    mkdirSync(out);
    writeFileSync(join(folder, "theirs"), "theirs");
    writeFileSync(join(out, "notes.txt"), "notes");
    writeFileSync(join(out, "summary.json"), text);
    await writeViews(memoryJournal([run(), page, end]), { out, formats: ["csv"] });
    expect(readFileSync(join(folder, "theirs"), "utf8")).toBe("theirs");
    expect(readdirSync(out)).toContain("notes.txt");
  });

  test("writes for the owner alone", async () => {
    const out = join(temporaryFolder(), "out");
    const { files } = await writeViews(memoryJournal([run(), { ...page, invalid: [unreadable] }, end]), { out });
    expect(statSync(out).mode & 0o777).toBe(0o700);
    for (const name of [...files, "summary.json"]) {
      expect(statSync(join(out, name)).mode & 0o777).toBe(0o600);
    }
  });

  test("writes CSV for Excel and without apostrophes where it is asked to", async () => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run(), page, end]), { out, formats: ["csv"], csvForExcel: true, csvPlain: true });
    const text = filesOf(out)["datasets.csv"] ?? "";
    expect(text.startsWith("\uFEFFaccount_id,")).toBe(true);
    expect(text).toContain('"=1+1,\n""x"""');
  });

  test("by two at once leaves the files of one of them, and nothing of the other's", async () => {
    const out = join(temporaryFolder(), "out");
    const deep = memoryJournal([run(["policies", "versions"]), page, end]);
    const flat = memoryJournal([run(), page, end]);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        writeViews(deep, { out, formats: ["ndjson"] }),
        writeViews(flat, { out, formats: ["ndjson", "csv"] }),
        writeViews(deep, { out, formats: ["csv"] }),
      ]);
      const { files } = JSON.parse(filesOf(out)["summary.json"] ?? "") as { readonly files: readonly string[] };
      expect(readdirSync(out).toSorted()).toEqual([...files, "summary.json"].toSorted());
    }
  });

  test("refuses a format that it does not know, before anything is made", async () => {
    const out = join(temporaryFolder(), "out");
    const formats = ["../x" as "csv"];
    await expect(writeViews(memoryJournal([run()]), { out, formats })).rejects.toThrow(
      new TypeError('views cannot be written as "../x"; the formats are ndjson, csv, parquet, html'),
    );
    expect(readdirSync(join(out, ".."))).toEqual([]);
  });
});

describe("an earlier run's files stay as they were, with nothing beside them, where", () => {
  const failing: readonly (readonly [string, (out: string) => AsyncGenerator<Step>, RegExp])[] = [
    ["the journal cannot be read to its end", brokenJournal, /line 3 is broken/],
    ["the journal has no run", emptyJournal, /does not begin with a run/],
    ["a folder has the name of a file", blockingJournal, /cannot write .*versions\.csv: it is a folder/],
  ];

  test.each(failing)("%s", async (_, steps, message) => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run(["datasets"]), page, end]), { out });
    const before = filesOf(out);
    const journal: Journal = { ...memoryJournal([]), steps: () => steps(out) };
    await expect(writeViews(journal, { out })).rejects.toThrow(message);
    expect(filesOfOnly(out)).toEqual(before);
  });

  test("it is aborted, in its midst too", async () => {
    const out = temporaryFolder();
    await writeViews(memoryJournal([run(), page, end]), { out });
    const before = filesOf(out);
    const reason = new Error("stop");
    await expect(writeViews(memoryJournal([run()]), { out, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const abort = new AbortController();
    const journal: Journal = {
      ...memoryJournal([]),
      async *steps() {
        yield* [run(), page];
        abort.abort(reason);
        yield end;
      },
    };
    await expect(writeViews(journal, { out, signal: abort.signal })).rejects.toBe(reason);
    expect(filesOf(out)).toEqual(before);
  });

  test("the folder is none", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "theirs");
    const writing = writeViews(memoryJournal([run(), page, end]), { out: file });
    await expect(writing).rejects.toThrow(/cannot write .*file: a file of that name is in the way/);
    await expect(writing).rejects.toSatisfy(isOutputError);
    expect(readFileSync(file, "utf8")).toBe("theirs");
  });
});

function ndjsonOf(text = ""): readonly unknown[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

/** Without the folder that a test has put there. */
function filesOfOnly(out: string): Record<string, string> {
  const files = readdirSync(out).filter((name) => statSync(join(out, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

async function* brokenJournal(): AsyncGenerator<Step> {
  yield* [run(), page];
  throw new Error("line 3 is broken");
}

async function* emptyJournal(): AsyncGenerator<Step> {
  yield* [];
}

async function* blockingJournal(out: string): AsyncGenerator<Step> {
  yield* [run(["versions"]), page];
  mkdirSync(join(out, "versions.csv"), { recursive: true });
  yield end;
}
