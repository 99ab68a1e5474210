import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AccountSeed, createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";

describe("lifelikeAccount", () => {
  test("has 240 projects of both features, over three pages", () => {
    const { projects, accountId, region } = lifelikeAccount();
    expect({ accountId, region }).toEqual({ accountId: "111122223333", region: "us-east-1" });
    expect(projects).toHaveLength(240);
    expect(count(projects, ({ feature }) => feature === "CONTENT_MODERATION")).toBeGreaterThan(20);
    expect(count(projects, ({ feature }) => feature === "CUSTOM_LABELS")).toBeGreaterThan(180);
  });

  test("is the same for the same seed, and another for another seed, account or region", () => {
    const options = { seed: 7, projects: 50, region: "eu-west-1", accountId: "444455556666" };
    expect(lifelikeAccount(options)).toEqual(lifelikeAccount({ ...options }));
    for (const change of [{ seed: 8 }, { region: "eu-west-2" }, { accountId: "444455556667" }]) {
      expect(lifelikeAccount({ ...options, ...change }).projects).not.toEqual(lifelikeAccount(options).projects);
    }
  });

  test("is what it was in the last release", () => {
    const { projects } = lifelikeAccount({ seed: 1, projects: 240 });
    expect(projects.slice(0, 2).concat(projects.slice(-1))).toMatchInlineSnapshot(`
      [
        {
          "autoUpdate": undefined,
          "createdAt": 1699252563775,
          "datasets": [
            {
              "createdAt": 1699255147306,
              "status": "CREATE_COMPLETE",
              "statusMessage": "The dataset was successfully created from the manifest file.",
              "statusMessageCode": "SUCCESS",
              "type": "TEST",
            },
          ],
          "feature": "CUSTOM_LABELS",
          "name": "road-potholes-line-7",
          "status": "CREATED",
        },
        {
          "autoUpdate": undefined,
          "createdAt": 1699895531692,
          "datasets": [
            {
              "createdAt": 1699898071901,
              "status": "CREATE_FAILED",
              "statusMessage": "The images of the dataset are in an S3 bucket of another AWS Region.",
              "statusMessageCode": "CLIENT_ERROR",
              "type": "TRAIN",
            },
            {
              "createdAt": 1699899378318,
              "status": "UPDATE_FAILED",
              "statusMessage": "The manifest file contains too many invalid rows.",
              "statusMessageCode": "CLIENT_ERROR",
              "type": "TEST",
            },
          ],
          "feature": "CUSTOM_LABELS",
          "name": "vehicle-dents_EU",
          "status": "CREATED",
        },
        {
          "autoUpdate": undefined,
          "createdAt": 1794902360586,
          "datasets": [],
          "feature": "CUSTOM_LABELS",
          "name": "brand-packaging-line-3",
          "status": "CREATING",
        },
      ]
    `);
  });

  test("has every state from 20 projects on, whatever the seed", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 20, max: 60 }), (seed, projects) => {
        const account = lifelikeAccount({ seed, projects });
        expect(states(account, "CUSTOM_LABELS")).toEqual({
          projects: ["CREATED", "CREATING", "DELETING"],
          shapes: ["", "TEST", "TRAIN", "TRAIN+TEST"],
          datasets: [
            "CREATE_COMPLETE/SUCCESS",
            "CREATE_FAILED/CLIENT_ERROR",
            "CREATE_FAILED/SERVICE_ERROR",
            "CREATE_IN_PROGRESS/SUCCESS",
            "DELETE_IN_PROGRESS/SUCCESS",
            "UPDATE_COMPLETE/SUCCESS",
            "UPDATE_FAILED/CLIENT_ERROR",
            "UPDATE_FAILED/SERVICE_ERROR",
            "UPDATE_IN_PROGRESS/SUCCESS",
          ],
          autoUpdate: ["absent"],
        });
        expect(states(account, "CONTENT_MODERATION")).toMatchObject({
          projects: ["CREATED", "CREATING", "DELETING"],
          shapes: ["", "TEST", "TRAIN", "TRAIN+TEST"],
          autoUpdate: ["DISABLED", "ENABLED"],
        });
      }),
      { numRuns: 50 },
    );
  });

  test("has different names and times, oldest first, and a message for every dataset", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 1_500 }), (seed, size) => {
        const { projects } = lifelikeAccount({ seed, projects: size });
        expect(projects).toHaveLength(size);
        expect(new Set(projects.map(({ name }) => name)).size).toBe(size);
        const times = projects.map(({ createdAt }) => Number(createdAt));
        expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
        for (const { datasets = [] } of projects) {
          for (const { statusMessage } of datasets) {
            expect(statusMessage).toMatch(/^[A-Z].+\.$/);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test("holds only what the emulator takes", async () => {
    const emulator = await createEmulator({ account: lifelikeAccount({ seed: 3, projects: 2_000 }) });
    expect(emulator.projects().size).toBe(2_000);
    await emulator.close();
  });

  test.each([{ seed: 1.5 }, { seed: Number.NaN }, { projects: -1 }, { projects: 2.5 }])("refuses %j", (options) => {
    expect(() => lifelikeAccount(options)).toThrow(RangeError);
  });
});

function count<A>(items: readonly A[], is: (item: A) => boolean): number {
  return items.filter(is).length;
}

function states(account: AccountSeed, feature: string): Readonly<Record<string, readonly string[]>> {
  const projects = account.projects.filter((project) => project.feature === feature);
  const datasets = projects.flatMap((project) => project.datasets ?? []);
  return {
    projects: distinct(projects.map(({ status }) => status)),
    shapes: distinct(projects.map((project) => (project.datasets ?? []).map(({ type }) => type).join("+"))),
    datasets: distinct(datasets.map(({ status, statusMessageCode }) => `${status}/${statusMessageCode}`)),
    autoUpdate: distinct(projects.map(({ autoUpdate }) => autoUpdate)),
  };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.map((value) => value ?? "absent"))].toSorted();
}
