import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "@rekognition-rx/emulator";
import { Command } from "commander";
import { describe, expect, onTestFinished, test } from "vitest";
import { configOption } from "../../src/command/config-option.js";
import { prices } from "../../src/command/options.js";
import { program } from "../../src/command/rekognition-inventory.js";
import { runIn } from "../../src/command/run-in.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { calledWith } from "../support/called-with.js";
import { KEYS } from "../support/command-folder.js";
import { smallAccount } from "../support/small-account.js";
import { temporaryFolder } from "../support/temporary-folder.js";

function configOf(options: Readonly<Record<string, unknown>>): string {
  const path = join(temporaryFolder(), "config.json");
  writeFileSync(path, JSON.stringify(options, undefined, 2));
  return path;
}

/** What the journal says that a run was begun with, and the names of the files that it wrote. */
async function begunWith(
  args: readonly string[],
  options?: Readonly<Record<string, unknown>>,
): Promise<{ readonly options: unknown; readonly files: readonly string[] }> {
  const emulator = await createEmulator({ account: smallAccount });
  onTestFinished(() => emulator.close());
  awsEnvironment({ ...KEYS, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: emulator.url });
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const journal = join(folder, "run.journal");
  const config = options === undefined ? [] : ["--config", configOf({ ...options, journal })];
  const where = options === undefined ? ["--journal", journal] : [];
  expect(await calledWith([...args, ...config, ...where, "--out", out])).toEqual({ code: 0, stdout: "", stderr: "" });
  return { options: (await runIn(journal)).options, files: readdirSync(out).toSorted() };
}

describe("--config", () => {
  test("is of each command that has options, and of no other", () => {
    for (const command of program(() => {}).commands) {
      const names = command.options.map((option) => option.name());
      expect([command.name(), names.includes("config")]).toEqual([command.name(), names.length > 0]);
    }
  });

  test("begins the run that the command line would begin", async () => {
    const args = ["--region", "us-east-1,eu-west-1", "--depth", "versions", "--depth", "usage", "--rate", "50"];
    const more = ["--concurrency", "2", "--format", "csv,ndjson", "--csv-plain"];
    const onCommandLine = await begunWith([...args, ...more, "--fail-on", "never", "--quiet"]);
    const inFile = await begunWith([], {
      region: ["us-east-1", "eu-west-1"],
      depth: "versions,usage",
      rate: 50,
      concurrency: 2,
      format: ["csv", "ndjson"],
      "csv-plain": true,
      "fail-on": "never",
      quiet: true,
    });
    expect(inFile).toEqual(onCommandLine);
  });

  test("takes prices as an object, as a list, and as a text", async () => {
    for (const price of [
      { "eu-west-1": 4.5, "us-east-1": "4" },
      ["eu-west-1=4.5", "us-east-1=4"],
      "eu-west-1=4.5,us-east-1=4",
    ]) {
      const root = new Command();
      const command = root
        .command("any")
        .option("--price <region=usd>", "", prices)
        .action(() => {});
      configOption(command);
      await root.parseAsync(["any", "--config", configOf({ price })], { from: "user" });
      expect(command.opts()["price"]).toEqual({ "eu-west-1": 4.5, "us-east-1": 4 });
      expect(command.getOptionValueSource("price")).toBe("config");
    }
  });

  test("gives way to the command line, option by option, and a list as a whole", async () => {
    const onCommandLine = await begunWith(["--region", "us-east-1", "--format", "csv", "--rate", "40", "--quiet"]);
    const args = ["--region", "us-east-1", "--rate", "40"];
    expect(await begunWith(args, { region: ["eu-west-1", "eu-west-2"], rate: 5, format: "csv", quiet: true })).toEqual(
      onCommandLine,
    );
  });

  test("is checked where the command line wins, too", async () => {
    const path = configOf({ rate: "fast" });
    const { code, stderr } = await calledWith(["--rate", "5", "--config", path]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('"rate" in ') as unknown });
  });

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ config: "other.json" }, 'there is "config" in FILE, and a file of options cannot name another; leave it out'],
    [{ quiet: false }, '"quiet" in FILE is false, which is the default; leave it out'],
    [{ quiet: "yes" }, '"quiet" in FILE is invalid. It takes true, or is left out.'],
    [{ rate: true }, '"rate" in FILE is invalid. It takes a value, and not true.'],
    [{ region: false }, '"region" in FILE is invalid. It takes a value, and not false.'],
    [{ out: ["a"] }, '"out" in FILE is invalid. It takes one value, and no list.'],
    [{ to: ["postgres://me:CANARY@h/d"] }, '"to" in FILE is invalid. It takes one value, and no list.'],
    [{ to: { CANARY: "CANARY" } }, '"to" in FILE is invalid. It takes no object.'],
    [{ region: [] }, '"region" in FILE is invalid. It is empty; leave it out.'],
    [{ price: {} }, '"price" in FILE is invalid. It is empty; leave it out.'],
    [
      { price: { here: 4 } },
      '"price" in FILE is invalid. It takes a region and the USD of an inference unit for an hour, such as eu-west-1=4.5, and not "here=4".',
    ],
    [
      { accounts: "a", organization: true },
      "--accounts and --organization both say which accounts there are; give one of them",
    ],
  ])("%j is refused by a sentence", async (options, sentence) => {
    const path = configOf(options);
    const stderr = `rekognition-inventory: ${sentence.replace("FILE", path)}\n`;
    expect(await calledWith(["--config", path])).toEqual({ code: 2, stdout: "", stderr });
  });

  test.each(["regoin", "--region", "roleName", "help", "version", "__proto__", ""])(
    "with a key that no command has, %j, is refused with those that there are",
    async (key) => {
      const path = join(temporaryFolder(), "config.json");
      writeFileSync(path, `{\n  ${JSON.stringify(key)}: "x"\n}`);
      const { code, stderr } = await calledWith(["--config", path]);
      expect(code).toBe(2);
      expect(stderr).toContain(
        `there is no option ${JSON.stringify(key)} (line 2 of ${path}); the options are accounts, `,
      );
      expect(stderr).toContain(" role-name, ");
      expect(stderr).not.toContain(" config,");
    },
  );

  test("repeats no key that may be a value in the wrong place", async () => {
    const { stderr } = await calledWith(["--config", configOf({ "postgres://me:CANARY@host/db": true })]);
    expect(stderr).toContain("there is no option of this name (line 2 of ");
    expect(stderr).not.toContain("CANARY");
  });

  test("leaves alone what only another command has", async () => {
    const out = join(temporaryFolder(), "none");
    const path = configOf({ region: 5, organization: false, rate: "fast" });
    const { stderr } = await calledWith(["resume", out, "--config", path]);
    expect(stderr).toMatch(/^rekognition-inventory: cannot read .*\/none: there is no such file or folder; /);
  });

  test("names the folder of the run for a command that takes one, unless the command line does", async () => {
    const emulator = await createEmulator({ account: smallAccount });
    onTestFinished(() => emulator.close());
    awsEnvironment({ ...KEYS, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: emulator.url });
    const folder = temporaryFolder();
    const [ours, others] = [join(folder, "ours"), join(folder, "others")];
    for (const out of [ours, others]) {
      await calledWith(["--config", configOf({ out, quiet: true, format: "csv" })]);
    }
    const path = configOf({ out: ours, quiet: true, format: "ndjson" });
    expect(await calledWith(["views", others, "--config", path])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect([ours, others].map((out) => readdirSync(out).includes("inventory.ndjson"))).toEqual([false, true]);
    expect(await calledWith(["views", "--config", path])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readdirSync(ours)).toContain("inventory.ndjson");
    expect((await calledWith(["diff", "--config", path])).stderr).toContain(ours);
    const { stderr } = await calledWith(["resume", "--config", path]);
    expect(stderr).toBe(
      `rekognition-inventory: nothing is missing in ${ours}: every run came to its end, and the newest is complete\n`,
    );
  });

  test("keeps the password of a database to itself", async () => {
    awsEnvironment({ ...KEYS, AWS_REGION: "us-east-1" });
    const folder = temporaryFolder();
    const path = configOf({ to: "postgres://me:CANARY@127.0.0.1:9/db", out: join(folder, "out"), timeout: 5 });
    const { code, stdout, stderr } = await calledWith(["--config", path, "--endpoint-url", "http://127.0.0.1:9"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^rekognition-inventory: /);
    expect(stdout + stderr).not.toContain("CANARY");
  });
});
