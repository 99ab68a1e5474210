import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

describe("start", () => {
  test("makes an inventory of made-up accounts and survives their throttles, whatever AWS configuration lies around", async () => {
    const trap = await countingServer();
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await runExample("start", {
      cwd,
      env: {
        AWS_ENDPOINT_URL: trap.url,
        AWS_ENDPOINT_URL_REKOGNITION: trap.url,
        AWS_PROFILE: "missing",
        AWS_REGION: "no region at all",
        AWS_DEFAULT_REGION: "nor here",
        AWS_ACCESS_KEY_ID: "AKIDHOSTILE",
        AWS_SECRET_ACCESS_KEY: "hostile",
        AWS_SESSION_TOKEN: "hostile",
        AWS_CONTAINER_CREDENTIALS_FULL_URI: trap.url,
        AWS_USE_FIPS_ENDPOINT: "true",
        AWS_USE_DUALSTACK_ENDPOINT: "true",
        AWS_RETRY_MODE: "hostile",
        AWS_MAX_ATTEMPTS: "hostile",
        AWS_DEFAULTS_MODE: "auto",
        AWS_CONFIG_FILE: "/nonexistent",
        HTTP_PROXY: trap.url,
        HTTPS_PROXY: trap.url,
      },
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /^rekognition-inventory: not everything could be read; to ask again for what is missing: rekognition-inventory resume out\/runs\/\S+\n$/,
      ) as string,
    });
    expect(trap.connections()).toBe(0);

    const [first = ""] = stdout.split("\n");
    expect(first).toMatch(/^Three emulated accounts at http:\/\/127\.0\.0\.1:\d+; nothing leaves this machine\.$/);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    const [, projects] =
      /^at least (\d+) projects and \d+ datasets in 8 of 12 accounts and regions$/m.exec(stdout) ?? [];
    expect(Number(projects)).toBeGreaterThanOrEqual(230);
    const [, throttles] = /^[\d,]+ pages in .* s, (\d+) throttles? survived$/m.exec(stdout) ?? [];
    expect(Number(throttles)).toBeGreaterThanOrEqual(1);
    expect(stdout).toContain("\nNot complete\n  denied DescribeProjects in ");
    expect(stdout).toContain("\n  unsupported DescribeProjects (3 times) in ");
    expect(stdout).toContain(
      "\nThat exit status is 3, for the region that is denied on purpose; this program ends with 0.\n",
    );

    const tables = ["datasets", "inventory", "labels", "ledger", "projects", "tags", "versions"];
    expect(readdirSync(join(cwd, "out")).toSorted()).toEqual(
      [
        ...tables.flatMap((table) => [`${table}.csv`, `${table}.ndjson`]),
        "report.html",
        "runs",
        "summary.json",
      ].toSorted(),
    );
    expect(stdout).toContain(
      "\nWritten to out:\n  inventory, projects, datasets, versions, labels, tags, ledger (.ndjson,\n",
    );
    expect(stdout).toContain("\nThe report, for a browser:\n  out/report.html\n");
    const [rows, versions] = [
      rowsOf(join(cwd, "out", "inventory.ndjson")),
      rowsOf(join(cwd, "out", "versions.ndjson")),
    ];
    const running = versions.filter((row) => row["status"] === "RUNNING");
    expect(running.length).toBeGreaterThan(0);
    expect(running.filter((row) => row["in_service_since"] === null)).toEqual([]);
    expect(new Set(rows.map((row) => row["project_arn"])).size).toBe(Number(projects));
    expect(new Set(rows.map((row) => row["account_id"])).size).toBe(3);
  });

  test("--aws asks the service of the environment, by the same code", async () => {
    const emulator = await start({ account: lifelikeAccount({ projects: 20 }) });
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await runExample("start", {
      cwd,
      args: ["--aws", "--out", "mine"],
      env: { ...environmentOf(emulator), AWS_ENDPOINT_URL: emulator.url },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^AWS: the account of this environment\n/);
    expect(stdout).toContain("20 projects and ");
    expect(readdirSync(join(cwd, "mine"))).toEqual(
      expect.arrayContaining(["inventory.csv", "inventory.ndjson", "runs"]),
    );
    expect(emulator.requests.map(({ operation }) => operation)).toEqual(["GetCallerIdentity", "DescribeProjects"]);
  });

  test.each<[string, number, string[], Record<string, string>, RegExp]>([
    [
      "no credentials",
      1,
      ["--aws"],
      { AWS_REGION: "us-east-1" },
      /^rekognition-inventory: no AWS credentials were found; [^\n]+\n$/,
    ],
    [
      "an unknown profile",
      1,
      ["--profile", "nope", "--region", "us-east-1"],
      { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" },
      /^rekognition-inventory: there are no AWS credentials for the profile "nope": [^\n]+\n$/,
    ],
    ["no region", 2, ["--aws"], {}, /^rekognition-inventory: no AWS region is set; [^\n]+\n$/],
  ])("%s: one line on stderr, exit code %d, no file", async (_, exitCode, args, env, sentence) => {
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await runExample("start", { cwd, args, env });
    expect(stderr).toMatch(sentence);
    expect(code).toBe(exitCode);
    // How many lines of progress there are, the machine says.
    expect(stdout).toMatch(/^AWS: [^\n]+\n\n(?:(?:\d+ targets?, |waiting: )[^\n]+\n)*$/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each<[string[], RegExp]>([
    [["--region", "us-east-1"], /^start: --region goes with --profile NAME or --aws; [^\n]+\n$/],
    [["--porfile", "x"], /^start: Unknown option '--porfile'[^\n]*; --help lists the options\n$/],
    [["--aws", "--region="], /^rekognition-inventory: option '--region <name>' argument '' is invalid. [^\n]+\n$/],
  ])("a mistake on the command line, %j, is reported and ends with 2", async (args, sentence) => {
    const { code, stdout, stderr } = await runExample("start", { cwd: temporaryFolder(), args });
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stdout).toMatch(/^(AWS: [^\n]+\n\n)?$/);
  });

  test("--help lists the options", async () => {
    const { code, stdout, stderr } = await runExample("start", { cwd: temporaryFolder(), args: ["--help"] });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const option of ["--profile", "--aws", "--region", "--out"]) {
      expect(stdout).toContain(`  ${option} `);
    }
  });
});

/** Where nothing is to arrive. */
async function countingServer(): Promise<{ readonly url: string; readonly connections: () => number }> {
  let connections = 0;
  const server = createServer((_, response) => response.writeHead(500).end());
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections };
}

function rowsOf(path: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
