import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator } from "@rekognition-rx/emulator";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import type { ReachableTarget } from "../../src/crawl/target.js";
import { fileJournal } from "../../src/journal/file-journal.js";
import { crawlInto, crawlTo, type CrawlToOptions } from "../../src/run/crawl-to.js";
import { viewsOf } from "../../src/views/views-of.js";
import { faultsIn } from "../crawl/account-for.js";
import { arbitraryOrganization, NOW } from "../crawl/organization.js";
import { truthOf } from "../crawl/truth.js";
import { arbitraryWalkWeather, Weather } from "../crawl/weather.js";
import { KeptJournal } from "./kept-journal.js";

const FAST = { rate: 1_000_000, retry: { maxAttempts: 6, random: () => 0 } } satisfies Partial<CrawlToOptions>;

describe("crawlTo, into a file,", () => {
  test("keeps what a crawl finds, stopped anywhere and gone on with; tables and ledger say the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryOrganization,
        fc.array(arbitraryWalkWeather, { minLength: 1, maxLength: 7 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
        async ({ accounts, places }, draws, stops) => {
          const folder = mkdtempSync(join(tmpdir(), "crawl-"));
          const emulator = await createEmulator({ accounts, clock: () => NOW });
          const clientOf = (region: string, accessKeyId: string) => ({
            region,
            endpoint: emulator.url,
            credentials: { accessKeyId, secretAccessKey: "any" },
          });
          try {
            const truths = await Promise.all(
              places.map(async ({ accountId, region }) => {
                const isOffered = region !== "eu-north-1";
                const client = new RekognitionClient(clientOf(region, accountId));
                const account = accounts.find((each) => each.accountId === accountId && each.region === region);
                const truth = isOffered ? await truthOf(client, account) : new Map<string, readonly string[]>();
                client.destroy();
                return { target: `${accountId}:${region}`, truth, isOffered };
              }),
            );
            const weather = new Weather(draws);
            emulator.setFaults(weather.rule);
            const path = join(folder, "a.journal");
            const targets = places.map(({ accountId, region }): ReachableTarget => ({
              accountId,
              region,
              client: rekognitionClient(clientOf(region, accountId)),
              metrics: new CloudWatchClient({ ...clientOf(region, accountId), maxAttempts: 1 }),
            }));
            for (const stopAt of [...stops, Number.POSITIVE_INFINITY]) {
              await using journal = fileJournal(path);
              let kept = 0;
              const crawled = await crawlInto(journal, {
                ...FAST,
                now: () => NOW,
                targets,
                depth: ["all"],
                onStep: () => {
                  kept += 1;
                  if (kept === stopAt) {
                    throw new Error("stopped here");
                  }
                },
              }).catch((error: Error) => error.message);
              expect(typeof crawled === "string" ? crawled : "stopped here").toBe("stopped here");
            }
            const steps: Step[] = [];
            for await (const step of fileJournal(path).steps()) {
              steps.push(step);
            }
            expect(faultsIn(steps, truths, weather)).toEqual([]);
            await viewsAgree(path, steps);
          } finally {
            await emulator.close();
            rmSync(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

/** The ledger adds up to what the tables hold, and has an entry for each walk that there was. */
async function viewsAgree(path: string, steps: readonly Step[]): Promise<void> {
  const views = viewsOf(fileJournal(path));
  const walks = new Set<string>();
  for (const step of steps) {
    if (step._tag === "Walk") {
      walks.add(`${step.target} ${step.operation} ${step.parentArn ?? ""}`);
    }
  }
  const counted = new Map<string, number>();
  const reported: string[] = [];
  for await (const entry of views.ledger()) {
    if (entry._tag === "Walk") {
      reported.push(`${entry.target} ${entry.operation} ${entry.parentArn ?? ""}`);
      counted.set(entry.operation, (counted.get(entry.operation) ?? 0) + entry.records);
    }
  }
  expect(reported.toSorted()).toEqual([...walks].toSorted());
  const tables = {
    DescribeProjects: "projects",
    DescribeProjectVersions: "versions",
    ListProjectPolicies: "policies",
    ListDatasetLabels: "labels",
    ListDatasetEntries: "entries",
    ListTagsForResource: "tags",
  } as const;
  for (const [operation, table] of Object.entries(tables)) {
    let rows = 0;
    const keys = new Set<string>();
    for await (const row of views.rows(table)) {
      rows += 1;
      keys.add(JSON.stringify({ ...row, seenAt: "" }));
    }
    expect([table, rows]).toEqual([table, counted.get(operation) ?? 0]);
    expect([table, keys.size]).toEqual([table, rows]);
  }
}

describe("crawlTo", () => {
  const nowhere = { targets: [] };

  test("is refused a journal that it crawls into already: every row would be there twice", async () => {
    const journal = new KeptJournal();
    const first = crawlTo(journal, nowhere);
    await expect(crawlTo(journal, nowhere)).rejects.toThrow(/^crawlTo: the journal is being crawled into already; /);
    await first;
    await expect(crawlTo(journal, nowhere)).resolves.toMatchObject({ outcome: "nothing" });
  });

  test("says what the run came to", async () => {
    const journal = new KeptJournal();
    expect(await crawlTo(journal, nowhere)).toMatchObject({
      outcome: "nothing",
      targets: { expected: 0, answered: 0, complete: 0 },
    });
  });

  test("says in the journal what was asked for, and by which name", async () => {
    const journal = new KeptJournal();
    await crawlTo(journal, {
      ...nowhere,
      depth: ["versions", "projects"],
      rate: 7,
      runId: "20260102T030405Z-abcd",
      origin: { file: "accounts.txt" },
      now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    });
    expect(journal.kept[0]).toEqual({
      _tag: "Run",
      version: 1,
      runId: "20260102T030405Z-abcd",
      startedAt: "2026-01-02T03:04:05.678Z",
      options: { depth: ["projects", "versions"], rate: 7, origin: { file: "accounts.txt" } },
    });
  });

  test("names a run by its start", async () => {
    const journal = new KeptJournal();
    await crawlTo(journal, { ...nowhere, now: () => Date.UTC(2026, 10, 25, 13, 56, 27) });
    expect(journal.kept[0]).toMatchObject({
      runId: expect.stringMatching(/^20261125T135627Z-[0-9a-f]{4}$/) as string,
    });
  });

  test.each<[string, Partial<CrawlToOptions>, string]>([
    ["another depth", { depth: ["policies"] }, 'whose depth is ["projects"] and not ["projects","policies"]'],
    ["another origin", { origin: 2 }, "whose origin is 1 and not 2"],
  ])("does not go on with a journal of %s", async (_name, other, message) => {
    const journal = new KeptJournal();
    await crawlTo(journal, { ...nowhere, origin: 1 });
    const kept = journal.kept.length;
    await expect(crawlTo(journal, { ...nowhere, origin: 1, ...other })).rejects.toMatchObject({
      _tag: "OtherRunError",
      message: expect.stringContaining(message) as string,
    });
    expect(journal.kept.length).toBe(kept);
  });

  test("takes nothing from a journal that somebody else has", async () => {
    const folder = mkdtempSync(join(tmpdir(), "crawl-"));
    const path = join(folder, "a.journal");
    await using held = fileJournal(path);
    await held.open();
    await using second = fileJournal(path);
    await expect(crawlTo(second, nowhere)).rejects.toMatchObject({ _tag: "JournalError", reason: "held" });
    expect(readFileSync(path, "utf8")).toBe("");
    rmSync(folder, { recursive: true });
  });

  test("ends with what the journal rejects with", async () => {
    const journal = new KeptJournal();
    journal.append = () => Promise.reject(new Error("the disk is full"));
    await expect(crawlTo(journal, nowhere)).rejects.toThrow("the disk is full");
  });

  test("ends with the signal's reason before anything is kept", async () => {
    const journal = new KeptJournal();
    await expect(crawlTo(journal, { ...nowhere, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
    expect(journal.kept).toEqual([]);
  });
});
