import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { CHANGES, comeAndGo } from "../support/come-and-go.js";
import { commandFolder } from "../support/command-folder.js";
import { postgresForTests } from "../support/postgres.js";
import { smallAccount } from "../support/small-account.js";

const postgres = postgresForTests();

const projectsIn = async (database: string): Promise<unknown> =>
  (await postgres.rows(database, "select count(*) from rekognition.projects where deleted_at is null"))[0]?.[0];

/** Every text that a run has left in a folder. */
function textsIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
}

describe("--to", () => {
  test("writes the tables into Postgres beside the files, and keeps the password to itself", async () => {
    const { run, start, cwd } = await commandFolder({ account: smallAccount });
    const database = await postgres.database();
    const shown = database.replace(":secret", "");
    const { code, stdout, stderr } = await start(["--to", database]).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.endsWith(`.journal\n  ${shown}\n`)).toBe(true);
    expect(await projectsIn(database)).toBe("3");
    expect(`${stdout}${textsIn(cwd)}`).not.toContain("secret@");

    const other = (await postgres.database()).replace(":secret", "");
    const env = { PGPASSWORD: "secret" };
    expect(await run(["views", "--to", other, "--quiet"], { env })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(await projectsIn(other.replace("postgres@", "postgres:secret@"))).toBe("3");

    const third = await postgres.database();
    const asked = await run(["views", "--to", "env", "--quiet"], { env: { DATABASE_URL: third } });
    expect(asked).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await projectsIn(third)).toBe("3");
  });

  test("is kept with the run: resume writes there, too", async () => {
    const hang = { type: "hang" } as const;
    let fault: typeof hang | undefined = hang;
    const { run, journals } = await commandFolder({
      account: lifelikeAccount(),
      faults: ({ input }) => (input?.["NextToken"] === undefined ? undefined : fault),
    });
    const database = await postgres.database();
    expect((await run(["--to", database, "--timeout", "2", "--quiet"])).code).toBe(3);
    expect(await projectsIn(database)).toBe("100");
    fault = undefined;
    const resumed = await run(["resume", journals()[0] ?? "", "--quiet"], { env: { PGPASSWORD: "secret" } });
    expect(resumed).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await projectsIn(database)).toBe("240");
  });

  test.each<[string, (database: string) => string, RegExp]>([
    [
      "where nothing answers",
      () => "postgres://me:hush@127.0.0.1:9/x",
      /^cannot write to postgres:\/\/me@127\.0\.0\.1:9\/x: nothing answers there; check the host and the port, and that the server is running$/,
    ],
    [
      "that wants another password",
      (database) => database.replace("secret", "hush"),
      /: the password is missing, or not the right one; give it in PGPASSWORD$/,
    ],
    [
      "that wants a password",
      (database) => database.replace(":secret", ""),
      /: the password is missing, or not the right one; give it in PGPASSWORD$/,
    ],
    ["that does not exist", (database) => `${database}_not`, /: database "test_\d+_not" does not exist$/],
  ])(
    "a database %s is a sentence before anything is asked, and of views the files are there",
    async (_, to, sentence) => {
      const { run, cwd, emulator } = await commandFolder({ account: smallAccount });
      const database = to(await postgres.database());
      const { code, stderr } = await run(["--to", database]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
      expect(stderr.slice(23, -1)).toMatch(sentence);
      expect(stderr).not.toMatch(/hush|secret@/);
      expect(emulator.requests).toEqual([]);
      expect(readdirSync(cwd)).toEqual([]);

      expect((await run(["--quiet"])).code).toBe(0);
      const views = await run(["views", "--to", database, "--out", "again"]);
      expect(views.code).toBe(1);
      expect(views.stderr).toMatch(
        /; all else is written; to write there again: rekognition-inventory views \S+ --to \S+\n$/,
      );
      expect(readdirSync(join(cwd, "again"))).toContain("inventory.csv");
    },
  );

  test("needs DATABASE_URL for env", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    const sentence = "rekognition-inventory: env stands for the database in DATABASE_URL, which is not set\n";
    expect(await run(["--to", "env"])).toEqual({ code: 2, stdout: "", stderr: sentence });
  });

  test("is no place for anything else, and does not repeat what it was given", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    expect(await run(["--to", "mysql://me:hush@localhost/x"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "rekognition-inventory: --to takes a URL such as postgres://user@host/database, or env for the one that is in DATABASE_URL\n",
    });
  });

  test("leaves the tables as before or as after, whenever it is killed", async () => {
    const { run, start, emulator, journals } = await commandFolder({ account: smallAccount });
    const database = await postgres.database();
    expect((await run(["--to", database, "--quiet"])).code).toBe(0);
    emulator.seed({ accounts: [lifelikeAccount()] });
    expect((await run(["--quiet"])).code).toBe(0);
    const second = journals().toSorted().at(-1) ?? "";
    for (const wait of [350, 500, 650]) {
      const { child, finished } = start(["views", second, "--to", database, "--quiet"]);
      await sleep(wait);
      child.kill("SIGKILL");
      await finished;
      expect(["3", "240"]).toContain(await projectsIn(database));
    }
    expect((await run(["views", second, "--to", database, "--quiet"])).code).toBe(0);
    expect(await projectsIn(database)).toBe("240");
  });
});

test("diff compares a run with what is in Postgres, and Postgres with a run", async () => {
  const folder = await commandFolder({ account: smallAccount });
  const database = await postgres.database();
  await folder.run(["--quiet", "--to", database]);
  await comeAndGo(folder);
  await folder.run(["--quiet"]);
  const [first = "", second = ""] = folder.journals();
  const would = await folder.run(["diff", database]);
  expect(would).toEqual({ code: 0, stdout: expect.stringMatching(CHANGES) as string, stderr: "" });
  expect(would.stdout).toMatch(/^From what postgres:\/\/postgres@127\.0\.0\.1:\d+\/test_\d+ has to /);
  const env = { DATABASE_URL: database };
  const none = await folder.run(["diff", first, "env"], { env });
  expect(none).toEqual({ code: 0, stdout: expect.stringMatching(/No change was found\.\n$/) as string, stderr: "" });
  const back = await folder.run(["diff", second, "env", "--exit-code"], { env });
  expect(back.code).toBe(4);
  expect(back.stdout).toMatch(/brand-new/);
  expect(`${would.stdout}${none.stdout}${back.stdout}`).not.toContain("secret");
});
