import { describe, expect, test } from "vitest";
import { commandFolder } from "../support/command-folder.js";

const HOUR = 3_600_000;

/** A project with a model that runs since some hours, and one that is stopped. */
function accountWithModels() {
  const since = Math.floor(Date.now() / HOUR) * HOUR - 5 * HOUR;
  const versions = [
    { name: "idle", status: "STOPPED" as const },
    { name: "running", status: "RUNNING" as const, served: [{ from: since, units: 2 }] },
  ];
  return { since, account: { projects: [{ name: "parts", createdAt: since - 100 * HOUR, versions }] } };
}

interface Row {
  readonly name: string;
  readonly operation: string | null;
  readonly outcome: string;
  readonly in_service_since: string | null;
  readonly units_in_service: number | null;
  readonly in_service_unit_hours: number | null;
}

describe("--depth usage", () => {
  test("writes since when a model runs, as CloudWatch says at the endpoint that is given", async () => {
    const { since, account } = accountWithModels();
    const { run, rows, emulator } = await commandFolder({ account });
    const args = ["--depth", "usage", "--endpoint-url", emulator.url, "--format", "ndjson"];
    // The general one is not asked.
    const { code, stderr } = await run(args, { env: { AWS_ENDPOINT_URL: "http://127.0.0.1:9" } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const versions = rows("out/versions.ndjson") as readonly Row[];
    expect(versions.map((row) => [row.name, row.in_service_since, row.units_in_service])).toEqual([
      ["running", new Date(since).toISOString(), 2],
      ["idle", null, null],
    ]);
    const hours = versions[0]?.in_service_unit_hours ?? 0;
    expect(hours).toBeGreaterThanOrEqual(10);
    expect(hours).toBeLessThan(14);
    expect(emulator.requests.map(({ operation }) => operation)).toEqual([
      "GetCallerIdentity",
      "DescribeProjects",
      "DescribeProjectVersions",
      "GetMetricData",
    ]);
  });

  test("that is denied by CloudWatch alone is denied in the ledger, and the models are there without it", async () => {
    const { account } = accountWithModels();
    const { run, rows } = await commandFolder({ account, denied: [{ operation: "GetMetricData" }] });
    const { code, stdout } = await run(["--depth", "usage", "--format", "ndjson"]);
    expect(code).toBe(3);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("denied GetMetricData in 111122223333 us-east-1: AWS denied");
    expect((rows("out/versions.ndjson") as readonly Row[]).map((row) => [row.name, row.in_service_since])).toEqual([
      ["running", null],
      ["idle", null],
    ]);
    const ledger = rows("out/ledger.ndjson") as readonly Row[];
    expect(ledger.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      [null, "reached"],
      ["DescribeProjects", "complete"],
      ["DescribeProjectVersions", "complete"],
      ["GetMetricData", "denied"],
    ]);
  });
});
