import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Fault, lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import type { InventoryClient } from "../../src/inventory/inventory-client.js";
import type { InventoryProgress } from "../../src/inventory/inventory-progress.js";
import { writeInventory } from "../../src/inventory/write-inventory.js";
import { inventoryColumns } from "../../src/rows/inventory-row.js";
import { filesOf } from "../support/files-of.js";
import { parseCsv, withoutFormula } from "../support/parse-csv.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { start } from "../support/start.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const atOnce = { random: () => 0 };

describe("writeInventory", () => {
  test("writes the rows to both files", async () => {
    const { client } = await start({ account: smallAccount });
    const out = temporaryFolder();
    const summary = await writeInventory({ client, out });

    const files = filesOf(out);
    expect(Object.keys(files).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
    expect(linesOf(files["inventory.ndjson"])).toEqual(smallAccountRows);
    expect(parseCsv(files["inventory.csv"] ?? "")).toEqual([
      inventoryColumns,
      ...smallAccountRows.map((row) => inventoryColumns.map((column) => withoutFormula(row[column]))),
    ]);
    expect(summary).toEqual({
      pages: 1,
      projects: 3,
      datasets: 3,
      invalid: 0,
      throttles: 0,
      faults: 0,
      places: [{ account: "111122223333", region: "us-east-1" }],
      projectCounts: [
        { feature: "CUSTOM_LABELS", status: "CREATED", count: 1 },
        { feature: "CUSTOM_LABELS", status: "CREATING", count: 1 },
        { feature: "CONTENT_MODERATION", status: "CREATED", count: 1 },
      ],
      datasetCounts: [
        { type: "TRAIN", status: "CREATE_COMPLETE", count: 1 },
        { type: "TEST", status: "CREATE_FAILED", count: 1 },
        { type: "TRAIN", status: "UPDATE_IN_PROGRESS", count: 1 },
      ],
      failed: { count: 1, first: [smallAccountRows[1]] },
      unknownValues: [],
      files: { ndjson: join(out, "inventory.ndjson"), csv: join(out, "inventory.csv"), invalid: undefined, rows: 4 },
    });
  });

  test("NDJSON and CSV agree row for row over many pages, and the counts with them", async () => {
    const { client } = await start({ account: lifelikeAccount({ seed: 3, projects: 450 }) });
    const out = temporaryFolder();
    const summary = await writeInventory({ client, out });
    const files = filesOf(out);
    const rows = linesOf(files["inventory.ndjson"]) as Record<string, string | null>[];
    const [header = [], ...records] = parseCsv(files["inventory.csv"] ?? "");
    expect(records).toEqual(rows.map((row) => header.map((column) => withoutFormula(row[column ?? ""] ?? null))));

    expect(summary.pages).toBe(5);
    expect(summary.files.rows).toBe(rows.length);
    expect(summary.projects).toBe(450);
    expect(summary.datasets).toBe(rows.filter((row) => row["datasetArn"] !== null).length);
    expect(sum(summary.projectCounts)).toBe(450);
    expect(sum(summary.datasetCounts)).toBe(summary.datasets);
    const failed = rows.filter((row) => row["datasetStatus"]?.endsWith("_FAILED") === true);
    expect(summary.failed.count).toBe(failed.length);
    expect(summary.failed.first).toEqual(failed.slice(0, 10));
  });

  test("an empty account is an empty inventory", async () => {
    const { client } = await start();
    const out = temporaryFolder();
    await writeInventory({ client, out });
    expect(filesOf(out)).toEqual({ "inventory.csv": `${inventoryColumns.join(",")}\n`, "inventory.ndjson": "" });
  });

  test("counts the throttles and faults that it survived, and tells of them as they come", async () => {
    const faults: Record<number, Fault> = {
      1: { type: "throttle" },
      2: { type: "throttle" },
      4: { type: "error", status: 500, code: "InternalServerError", message: "again" },
    };
    const { client } = await start({ account: lifelikeAccount(), faults: ({ index }) => faults[index] });
    const seen: InventoryProgress[] = [];
    const summary = await writeInventory({
      client,
      out: temporaryFolder(),
      retry: atOnce,
      onProgress: (progress) => seen.push(progress),
    });
    expect(summary).toMatchObject({ pages: 3, projects: 240, throttles: 2, faults: 1 });
    // A page is fetched while another is written, so that the order of the two is not told; their numbers are.
    expect(seen.length).toBe(3 + 3);
    expect(seen.at(-1)).toMatchObject({ pages: 3, projects: 240, throttles: 2, faults: 1 });
    expect(seen.map(({ throttles, faults }) => throttles + faults)).toEqual(
      seen.map(({ throttles, faults }) => throttles + faults).toSorted((a, b) => a - b),
    );
  });

  test("an invalid project goes to a dead-letter file as it came, and a later run without one removes the file", async () => {
    const { client } = await start({ account: smallAccount });
    const out = temporaryFolder();
    const summary = await writeInventory({ client: withNumberForStatus(client), out });
    expect(summary).toMatchObject({
      projects: 2,
      invalid: 1,
      files: { invalid: join(out, "inventory.invalid.ndjson") },
    });
    const files = filesOf(out);
    expect(linesOf(files["inventory.ndjson"])).toEqual(smallAccountRows.slice(2));
    expect(linesOf(files["inventory.invalid.ndjson"])).toEqual([
      {
        error: expect.stringContaining("ProjectDescriptions[0].Status") as string,
        problems: [{ path: "ProjectDescriptions[0].Status", message: expect.any(String) as string }],
        project: expect.objectContaining({ Status: 7, ProjectArn: smallAccountRows[0]?.projectArn }) as object,
      },
    ]);

    await writeInventory({ client, out });
    expect(Object.keys(filesOf(out)).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
  });

  test("keeps a value that AWS adds tomorrow, and says so once", async () => {
    const { client } = await start({ account: smallAccount });
    const tomorrow = changing(client, (project) => ({ ...project, Status: "ARCHIVED" }));
    const summary = await writeInventory({ client: tomorrow, out: temporaryFolder() });
    expect(summary.unknownValues).toEqual(['Status "ARCHIVED"']);
    expect(summary.projectCounts.map(({ status }) => status)).toEqual(["ARCHIVED", "ARCHIVED"]);
  });

  describe("leaves an earlier inventory as it was, and nothing else,", () => {
    const earlier = { "inventory.csv": "older", "inventory.ndjson": "older", "inventory.invalid.ndjson": "older" };

    function folderWithEarlier(): string {
      const out = temporaryFolder();
      for (const [name, text] of Object.entries(earlier)) {
        writeFileSync(join(out, name), text);
      }
      return out;
    }

    test.each<[string, (index: number) => Fault | undefined]>([
      ["when page one fails", () => ({ type: "error", status: 400, code: "AccessDeniedException", message: "no" })],
      ["when a page in the middle fails", (index) => (index > 0 ? { type: "throttle" } : undefined)],
      ["when the last page fails", (index) => (index > 1 ? { type: "reset" } : undefined)],
      ["when an answer is cut off", (index) => (index > 0 ? { type: "truncate" } : undefined)],
      ["when an answer is empty", (index) => (index > 1 ? { type: "empty-body" } : undefined)],
    ])("%s", async (_, fault) => {
      const { client } = await start({ account: lifelikeAccount(), faults: ({ index }) => fault(index) });
      const out = folderWithEarlier();
      await expect(writeInventory({ client, out, retry: atOnce })).rejects.toThrow(/^DescribeProjects failed at page/);
      expect(filesOf(out)).toEqual(earlier);
    });

    test("when it is aborted in the middle of the walk", async () => {
      const { client } = await start({
        account: lifelikeAccount(),
        faults: ({ index }) => (index > 0 ? { type: "hang" } : undefined),
      });
      const out = folderWithEarlier();
      const controller = new AbortController();
      const names: string[][] = [];
      const writing = writeInventory({
        client,
        out,
        signal: controller.signal,
        onProgress: () => {
          names.push(Object.keys(filesOf(out)));
          controller.abort(new Error("enough"));
        },
      });
      await expect(writing).rejects.toThrow("enough");
      expect(filesOf(out)).toEqual(earlier);
      // There was something to leave behind.
      expect(names[0]?.filter((name) => name.endsWith(".tmp")).length).toBe(3);
    });

    test("when it is aborted as the last page is in", async () => {
      const { client } = await start({ account: smallAccount });
      const out = folderWithEarlier();
      const controller = new AbortController();
      const onProgress = (): void => controller.abort(new Error("enough"));
      await expect(writeInventory({ client, out, signal: controller.signal, onProgress })).rejects.toThrow("enough");
      expect(filesOf(out)).toEqual(earlier);
    });

    test("when it is aborted while the finished files wait for their names", async () => {
      const { client } = await start({ account: smallAccount });
      const out = folderWithEarlier();
      const controller = new AbortController();
      // The walk has ended by then, and the files are on their way to the disk.
      const onProgress = (): void => void setImmediate(() => controller.abort(new Error("enough")));
      await expect(writeInventory({ client, out, signal: controller.signal, onProgress })).rejects.toThrow("enough");
      expect(filesOf(out)).toEqual(earlier);
    });

    test("when it was aborted before it began", async () => {
      const { client, emulator } = await start({ account: smallAccount });
      const out = folderWithEarlier();
      await expect(writeInventory({ client, out, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
        "enough",
      );
      expect(filesOf(out)).toEqual(earlier);
      expect(emulator.requests).toEqual([]);
    });

    test("when a callback throws", async () => {
      const { client } = await start({ account: smallAccount });
      const out = folderWithEarlier();
      await expect(writeInventory({ client, out, onProgress: throwMine })).rejects.toThrow("mine");
      expect(filesOf(out)).toEqual(earlier);
    });

    test("when the walk is under way", async () => {
      const { client } = await start({ account: lifelikeAccount() });
      const out = folderWithEarlier();
      let seen = 0;
      const onProgress = (): void => {
        seen += 1;
        expect(filesOf(out)).toMatchObject(earlier);
      };
      await writeInventory({ client, out, onProgress });
      expect(seen).toBe(3);
    });
  });

  test("asks nothing of AWS when the folder cannot be written to", async () => {
    const { client, emulator } = await start({ account: smallAccount });
    const out = temporaryFolder();
    writeFileSync(join(out, "file"), "");
    await expect(writeInventory({ client, out: join(out, "file") })).rejects.toThrow(/cannot write .*file/);
    expect(emulator.requests).toEqual([]);
  });

  test("a folder that goes away in the middle is an error in words", async () => {
    const { client } = await start({ account: smallAccount });
    const out = join(temporaryFolder(), "out");
    const vanishing: InventoryClient = {
      send: async (command, options) => {
        await rm(out, { recursive: true, force: true });
        return client.send(command, options);
      },
    };
    await expect(writeInventory({ client: vanishing, out })).rejects.toThrow(/cannot write .*inventory\.ndjson/);
  });

  test("holds two pages at most: a slow disk stops the walk", async () => {
    const { client, emulator } = await start({ account: lifelikeAccount({ projects: 900 }) });
    const ahead: number[] = [];
    await writeInventory({
      client,
      out: temporaryFolder(),
      onProgress: ({ pages }) => ahead.push(emulator.requests.length - pages),
    });
    expect(ahead.length).toBe(9);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(1);
  });
});

function throwMine(): void {
  throw new Error("mine");
}

function linesOf(text: string | undefined): unknown[] {
  return (text ?? "")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

type Project = NonNullable<Awaited<ReturnType<InventoryClient["send"]>>["ProjectDescriptions"]>[number];

function changing(client: InventoryClient, change: (project: Project, index: number) => object): InventoryClient {
  return {
    send: async (command, options) => {
      const page = await client.send(command, options);
      return { ...page, ProjectDescriptions: page.ProjectDescriptions?.map(change) as Project[] };
    },
  };
}

function withNumberForStatus(client: InventoryClient): InventoryClient {
  return changing(client, (project, index) => (index === 0 ? { ...project, Status: 7 } : project));
}
