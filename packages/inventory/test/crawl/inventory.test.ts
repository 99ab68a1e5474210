import { getEventListeners } from "node:events";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { firstValueFrom, lastValueFrom, take, toArray } from "rxjs";
import { describe, expect, onTestFinished, test } from "vitest";
import { inventory$, type InventoryOptions } from "../../src/crawl/inventory.js";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import type { ReachableTarget } from "../../src/crawl/target.js";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";

/** An emulator, and options for a crawl of its one place. */
async function started(options: EmulatorOptions) {
  const emulator = await createEmulator(options);
  const client = rekognitionClient({
    region: REGION,
    endpoint: emulator.url,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: "any" },
  });
  onTestFinished(async () => {
    client.destroy();
    await emulator.close();
  });
  const target: ReachableTarget = { accountId: ACCOUNT, region: REGION, client };
  const crawl = { targets: [target], rate: 1_000_000, retry: { random: () => 0 } } satisfies InventoryOptions;
  return { emulator, target, crawl };
}

const project = (number: number) => ({
  name: `project-${number}`,
  createdAt: Date.UTC(2026, 0, 1 + number),
  datasets: [{ type: "TRAIN" as const, createdAt: Date.UTC(2026, 1, 1 + number), status: "CREATE_COMPLETE" as const }],
});
const account = { accountId: ACCOUNT, region: REGION, projects: [project(0), project(1), project(2)] };

function walksIn(steps: readonly Step[]): readonly WalkStep[] {
  return steps.filter((step) => step._tag === "Walk");
}

describe("inventory$", () => {
  test("is cold: each subscription is a crawl of its own", async () => {
    const { emulator, crawl } = await started({ account });
    const steps$ = inventory$(crawl);
    expect(emulator.requests).toEqual([]);
    const tags = async () => (await lastValueFrom(steps$.pipe(toArray()))).map(({ _tag }) => _tag);
    expect(await tags()).toEqual(["Run", "Target", "Walk", "End"]);
    expect(await tags()).toEqual(["Run", "Target", "Walk", "End"]);
    expect(emulator.requests.length).toBe(2);
  });

  test("a subscriber that leaves ends the crawl", async () => {
    const { emulator, crawl } = await started({
      account,
      faults: ({ index }) => (index === 0 ? { type: "short-page", size: 1 } : { type: "hang" }),
    });
    await firstValueFrom(inventory$(crawl).pipe(take(3), toArray()));
    const sent = emulator.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(emulator.requests.length).toBe(sent);
  });

  test("for a pull, the next page of a walk is asked for when the consumer is back", async () => {
    const { emulator, crawl } = await started({ account, faults: () => ({ type: "short-page", size: 1 }) });
    const sent: number[] = [];
    for await (const step of inventory$(crawl)) {
      if (step._tag === "Walk") {
        await new Promise((resolve) => setTimeout(resolve, 20));
        sent.push(emulator.requests.length);
      }
    }
    expect(sent).toEqual([1, 2, 3]);
  });

  test("a walk of a child begins when its parent's step was taken", async () => {
    const { emulator, crawl } = await started({ account });
    const pulled = inventory$({ ...crawl, depth: ["datasets"] })[Symbol.asyncIterator]();
    for (const tag of ["Run", "Target", "Walk"]) {
      expect((await pulled.next()).value).toMatchObject({ _tag: tag });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(emulator.requests.map(({ operation }) => operation)).toEqual(["DescribeProjects"]);
    await pulled.next();
    expect(emulator.requests.length).toBeGreaterThan(1);
    await pulled.return?.();
  });

  test("aborting it errors with the signal's reason, though a request hangs, and leaves no listener", async () => {
    const { crawl } = await started({ account, faults: () => ({ type: "hang" }) });
    const controller = new AbortController();
    const crawled = lastValueFrom(inventory$({ ...crawl, signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(crawled).rejects.toThrow("enough");
    expect(getEventListeners(controller.signal, "abort").length).toBeLessThanOrEqual(1);
  });

  test("targets that do not come do not keep it from being aborted", async () => {
    const never: AsyncIterable<ReachableTarget> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
    };
    const controller = new AbortController();
    const crawled = lastValueFrom(inventory$({ targets: never, signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 10);
    await expect(crawled).rejects.toThrow("enough");
  });

  test("fails with what the targets fail with, and aborts what is under way", async () => {
    const { target, emulator } = await started({ account, faults: () => ({ type: "hang" }) });
    async function* broken(): AsyncGenerator<ReachableTarget> {
      yield target;
      await expect.poll(() => emulator.requests.length).toBe(1);
      throw new Error("no more accounts");
    }
    await expect(lastValueFrom(inventory$({ targets: broken() }))).rejects.toThrow("no more accounts");
  });

  test("what cannot be read is reported beside what can", async () => {
    const { crawl } = await started({ account, faults: () => ({ type: "malformed-item", index: 1 }) });
    const [walk] = walksIn(await lastValueFrom(inventory$(crawl).pipe(toArray())));
    expect(walk).toMatchObject({ outcome: "complete", records: [{ name: "project-0" }, { name: "project-2" }] });
    expect(walk?.invalid).toMatchObject([{ problems: [{ path: "ProjectArn" }], raw: { Status: "CREATED" } }]);
  });

  test("a project that is deleted in mid-crawl: its walks are gone, and the others go on", async () => {
    const { emulator, crawl } = await started({ account });
    const steps: Step[] = [];
    for await (const step of inventory$({ ...crawl, depth: ["versions"] })) {
      steps.push(step);
      if (steps.length === 3) {
        emulator.projects({ accountId: ACCOUNT, region: REGION }).remove("project-1");
      }
    }
    const outcomes = walksIn(steps)
      .filter(({ operation }) => operation === "DescribeProjectVersions")
      .map(({ parentArn, outcome }) => [parentArn?.split("/")[1], outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      "project-0": "complete",
      "project-1": "gone",
      "project-2": "complete",
    });
  });

  test("a token that expires begins the walk again, as its next generation", async () => {
    const { crawl } = await started({
      account,
      faults: ({ index }) => (index === 1 ? { type: "expired-token" } : { type: "short-page", size: 2 }),
    });
    const steps = walksIn(await lastValueFrom(inventory$(crawl).pipe(toArray())));
    expect(
      steps.map(({ generation, pages, records, outcome }) => [generation, pages, records.length, outcome]),
    ).toEqual([
      [0, 1, 2, null],
      [1, 1, 2, null],
      [1, 2, 1, "complete"],
    ]);
  });

  test("tokens that always expire end it, as it was", async () => {
    const { emulator, crawl } = await started({
      account,
      faults: ({ index }) => (index % 2 === 1 ? { type: "expired-token" } : { type: "short-page", size: 2 }),
    });
    const steps = walksIn(await lastValueFrom(inventory$(crawl).pipe(toArray())));
    expect(steps.at(-1)).toMatchObject({ outcome: "partial", error: { name: "InvalidPaginationTokenException" } });
    expect(emulator.requests.length).toBeLessThan(12);
  });

  test("credentials that are refused are reported of the target", async () => {
    const { crawl } = await started({ account, faults: () => ({ type: "expired-credentials" }) });
    const steps = await lastValueFrom(inventory$(crawl).pipe(toArray()));
    expect(steps.map((step) => ("outcome" in step ? step.outcome : step._tag))).toEqual([
      "Run",
      "expected",
      "no-credentials",
      "failed",
      "End",
    ]);
  });

  test("an account that nobody knew is that of the first ARN", async () => {
    const { target, crawl } = await started({ account });
    const targets = [{ region: target.region, client: target.client, id: "mine" }];
    const steps = await lastValueFrom(inventory$({ ...crawl, targets }).pipe(toArray()));
    expect(walksIn(steps)[0]).toMatchObject({ target: "mine", accountId: ACCOUNT });
  });

  test("goes on under the name that an earlier run knew a target by", async () => {
    const { target, crawl } = await started({ account });
    const before = { ...target, accountId: undefined, id: "profile work:us-east-1" };
    const from = (await lastValueFrom(inventory$({ ...crawl, targets: [before] }).pipe(toArray()))).slice(0, -1);
    const targets = [{ ...target, aliases: [before.id] }];
    const steps = await lastValueFrom(inventory$({ ...crawl, targets, from }).pipe(toArray()));
    expect(steps.map(({ _tag }) => _tag)).toEqual(["End"]);
  });

  test.each<[string, object, RegExp]>([
    ["targets that are none", { targets: 7 }, /targets must be a list/],
    ["an unknown depth", { depth: ["project"] }, /depth has "project"; it takes projects, datasets/],
    ["no concurrency", { concurrency: 0 }, /concurrency is 0/],
    ["no rate", { rate: 0 }, /rate is 0/],
  ])("refuses %s at once", (_name, options, message) => {
    expect(() => inventory$({ targets: [], ...options })).toThrow(message);
  });

  test("two targets of one name are a mistake, and not read twice", async () => {
    const { target, crawl } = await started({ account });
    await expect(lastValueFrom(inventory$({ ...crawl, targets: [target, target] }))).rejects.toThrow(
      'two targets are called "111122223333:us-east-1"',
    );
  });
});
