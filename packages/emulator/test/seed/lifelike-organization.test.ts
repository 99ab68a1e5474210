import { describe, expect, test } from "vitest";
import { createEmulator, lifelikeOrganization, VERSION_STATUSES } from "@rekognition-rx/emulator";

describe("lifelikeOrganization", () => {
  const made = lifelikeOrganization({ accounts: 4, regions: ["us-east-1", "eu-west-1"], seed: 7 });

  test("has an account in each region, one of them suspended, and one that is denied a region", () => {
    expect(made.accounts).toHaveLength(8);
    expect(made.organization.accounts.map(({ state }) => state)).toEqual(["ACTIVE", "ACTIVE", "SUSPENDED", "ACTIVE"]);
    expect(made.denied).toEqual([{ accountId: made.organization.accounts[3]?.accountId, region: "eu-west-1" }]);
    expect(made.organization.accounts[0]?.accountId).toBe("111122223333");
  });

  test("has everything that an inventory looks for in every account and region", () => {
    for (const { projects } of made.accounts) {
      const datasets = projects.flatMap((project) => project.datasets ?? []);
      const versions = projects.flatMap((project) => project.versions ?? []);
      expect(datasets.filter(({ entries = [] }) => [...entries].length > 0).length).toBeGreaterThan(5);
      expect(new Set(versions.map(({ status }) => status))).toEqual(new Set(VERSION_STATUSES));
      expect(new Set(versions.map(({ f1Score }) => f1Score)).size).toBeGreaterThan(5);
      const running = versions.filter(({ status }) => status === "RUNNING");
      expect(
        running.every(({ minInferenceUnits, served }) => minInferenceUnits !== undefined && served?.length === 1),
      ).toBe(true);
      expect(projects.some(({ policies }) => policies?.length === 1)).toBe(true);
      expect(projects.every(({ tags }) => tags?.["team"] !== undefined)).toBe(true);
    }
  });

  test("is the same for the same options, and another for another seed", () => {
    expect(lifelikeOrganization({ accounts: 4, regions: ["us-east-1", "eu-west-1"], seed: 7 })).toEqual(made);
    expect(lifelikeOrganization({ accounts: 4, seed: 8 })).not.toEqual(made);
  });

  test("holds only what the emulator takes", async () => {
    const emulator = await createEmulator(lifelikeOrganization({ accounts: 2, projects: 40 }));
    const { accounts } = emulator.state();
    expect(JSON.stringify(accounts)).toContain("cl-errors");
    expect(emulator.projects().size).toBe(40);
    await emulator.close();
  });

  test.each([{ accounts: 0 }, { accounts: 1.5 }, { accounts: 1_001 }])("refuses %j", (options) => {
    expect(() => lifelikeOrganization(options)).toThrow(RangeError);
  });
});
