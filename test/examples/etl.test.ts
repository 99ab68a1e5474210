import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type FaultRule } from "@rekognition-rx/emulator";
import { etl, type EtlOptions, type EtlOutcome, Warehouse } from "@rekognition-rx/example-etl";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { PLANTED_FAULTS } from "../etl/broken/planted-faults.js";
import { askedAgain, runDraw } from "../etl/run-draw.js";
import { drawKills } from "../etl/world/draw-kills.js";
import { EtlProcess, MAIN } from "../etl/world/etl-process.js";
import { differences, query, sourceRefsIn, tablesIn } from "../etl/world/tables.js";
import { run } from "../packaging/run.js";
import { ARGS, begin, makeWorld, type World } from "../etl/world/world.js";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
}, 120_000);

afterAll(() => world.close());

describe("killed anywhere and run again", () => {
  // As `npx -y pnpm@10 run prove etl`, which draws 100 kills.
  test.each([26, 47])("it leaves the tables of an undisturbed run, draw %d", async (seed) => {
    const { broken } = await runDraw(world, drawKills(seed));
    expect(broken).toEqual([]);
  });

  // The other faults that are planted: `npx -y pnpm@10 run prove etl --planted`.
  test.each(PLANTED_FAULTS.slice(0, 1))("the proof finds $name", async ({ main, draw, found }) => {
    const { broken } = await runDraw(world, draw, main);
    expect(broken.map(({ promised }) => promised)).toContain(found);
  });
});

describe("run once", () => {
  test("it has everything that the account has, and a dead letter for every line that it cannot read", () => {
    const { pages, tables } = world.undisturbed;
    const images = [...pages.values()].flat();
    expect(images.length).toBeGreaterThan(50);
    // The first line of each page of a dataset to test with is cut.
    const cut = [...pages].filter(([page, found]) => page.includes("/test/") && found.length > 0);
    expect(cut.length).toBeGreaterThan(5);
    expect(tables.get("entries")).toHaveLength(images.length - cut.length);
    const letters = (tables.get("dead_letters") ?? []).map((row) => JSON.parse(row) as Record<string, string>);
    const ofLines = letters.filter(({ path }) => path !== "");
    expect(new Set(ofLines.map(({ path }) => path))).toEqual(new Set(["DatasetEntries[0]"]));
    expect(ofLines.every(({ resource = "", raw }) => resource.includes("/test/") && raw?.startsWith('{"source'))).toBe(
      true,
    );
    // A dataset that is not ready, or has failed, is one as a whole.
    const whole = letters.filter(({ path }) => path === "");
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.every(({ reason = "" }) => reason.startsWith("ResourceNotReadyException: "))).toBe(true);
  });

  test("it loses nothing to a service that throttles", async () => {
    begin(world.emulator, 0, [throttledNowAndThen]);
    const connectionString = await world.database();
    const { metrics } = await loaded({ connectionString });
    expect(metrics.throttles).toBeGreaterThan(0);
    expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
  });

  test("it begins a walk again whose token has expired", async () => {
    let times = 0;
    const expired: FaultRule = ({ operation, index, input }) => {
      const isStruck = operation === "ListDatasetEntries" && index > 20 && input?.["NextToken"] !== undefined;
      times += isStruck ? 1 : 0;
      return isStruck && times <= 3 ? { type: "expired-token" } : undefined;
    };
    begin(world.emulator, 0, [expired]);
    const connectionString = await world.database();
    await loaded({ connectionString });
    expect(world.emulator.requests.filter((request) => request.fault === "expired-token")).toHaveLength(3);
    expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
  });
});

test("started without a word, it loads a made-up account, whatever AWS configuration lies around", async () => {
  const { code, stdout, stderr } = await run(process.execPath, [MAIN], {
    cwd: world.folder,
    env: {
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_PROFILE: "missing",
      AWS_REGION: "no region at all",
      AWS_USE_FIPS_ENDPOINT: "true",
      AWS_RETRY_MODE: "hostile",
      DATABASE_URL: await world.database(),
    },
  });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /^etl: \d+ records could not be read, in this run or earlier ones; the table dead_letters [^\n]+\n$/,
    ) as string,
  });
  expect(stdout).toMatch(/^Loading a made-up account at http:\/\/127\.0\.0\.1:\d+; nothing leaves this machine, into /);
  expect(stdout).not.toContain("secret");
  // One number of them, and not two that differ.
  expect(stdout).not.toContain("dead letter");
  expect(stdout).toMatch(/^\d+ pages and \d+ rows in [\d.]+ s, \d+ rows a second; [1-9]\d* throttles? survived$/m);
});

test("it goes on to its end, whoever stops reading along", async () => {
  const connectionString = await world.database();
  // A pipe of the shell: to those of Node a process writes in another way.
  const { stderr } = await run("sh", ["-c", PIPED_TO_NOBODY, process.execPath, MAIN, "--rate", "100"], {
    cwd: world.folder,
    env: { DATABASE_URL: connectionString },
  });
  expect(stderr).toMatch(/^etl: \d+ records could not be read, [^\n]+\n0\n$/);
});

test("two at once share the Postgres that is started here, and the last one stops it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "etl-two-"));
  const start = (): ChildProcess => {
    const script = `const { startPostgres } = await import(${JSON.stringify(import.meta.resolve("@rekognition-rx/example-etl"))});
      const postgres = await startPostgres(${JSON.stringify(folder)});
      console.log(postgres.connectionString);
      process.stdin.once("end", () => postgres.stop()).resume();`;
    return spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "ignore"] });
  };
  const both = [start(), start()];
  const ended = both.map(async (child) => (await once(child, "close")) as unknown[]);
  // Or its exit status, if it says nothing.
  const said = both.map(({ stdout }, at) => Promise.race([once(stdout as Readable, "data"), ended[at]]));
  const [url = "", other] = (await Promise.all(said)).map((chunks) => String(chunks?.[0]).trim());
  expect(other).toBe(url);
  const home = (await readFile(join(folder, "postgres.txt"), "utf8")).trim();
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
    await rm(home, { recursive: true });
  });
  const leftOver = (await readdir(folder)).concat(await readdir(home)).filter((name) => name.includes("-"));
  expect(leftOver).toEqual([]);

  both[0]?.stdin?.end();
  expect(await ended[0]).toEqual([0, null]);
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  both[1]?.stdin?.end();
  expect(await ended[1]).toEqual([0, null]);
  await expect(query(url, "select 1 as one")).rejects.toThrow("ECONNREFUSED");
});

describe("a mistake is one sentence, without a password", () => {
  const somewhere = "postgres://127.0.0.1:1/x";
  test.each<[string, readonly string[], Readonly<Record<string, string>>, number, RegExp]>([
    ["no address of a Postgres", [], { DATABASE_URL: "mysql://me:secret@h/x" }, 2, /^DATABASE_URL is no address of a /],
    ["no address at all", [], { DATABASE_URL: "postgres://me:secret@[::1/x" }, 2, /^DATABASE_URL is no address of a /],
    ["nobody at the address", [], { DATABASE_URL: somewhere }, 1, /^the database failed: nothing answers there \(/],
    ["no region", ["--aws"], { DATABASE_URL: somewhere }, 1, /^there is no region: give --region, /],
    [
      "no credentials",
      ["--aws", "--region", "us-east-1"],
      { DATABASE_URL: somewhere },
      1,
      /^there are no credentials, /,
    ],
  ])("%s", async (_, args, env, exitCode, sentence) => {
    const { code, stderr } = await run(process.execPath, [MAIN, ...args], {
      cwd: world.folder,
      env: {
        HOME: world.folder,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
        ...env,
      },
    });
    expect(code).toBe(exitCode);
    const [, said = ""] = /^etl: ([^\n]+)\n$/.exec(stderr) ?? [];
    expect(said).toMatch(sentence);
    expect(said).not.toContain("secret");
  });
});

test("a role that may do everything in the schema needs nothing of the database", async () => {
  begin(world.emulator, 0);
  const connectionString = await world.database();
  await query(
    connectionString,
    "create role loader login password 'secret'; create schema rekognition_etl; grant all on schema rekognition_etl to loader",
  );
  await loaded({ connectionString: connectionString.replace(/\/\/.*@/, "//loader:secret@") });
  expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
  // Nor to own the tables, when they are there.
  await query(
    connectionString,
    `create role successor login password 'secret'; grant usage on schema rekognition_etl to successor;
      grant all on all tables in schema rekognition_etl to successor`,
  );
  const again = { connectionString: connectionString.replace(/\/\/.*@/, "//successor:secret@"), again: true };
  await loaded(again);
  expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
});

test("a server that ends sessions that are idle does not end it", async () => {
  begin(world.emulator, 0);
  const connectionString = await world.database();
  await query(
    connectionString,
    "do $$ begin execute format('alter database %I set idle_session_timeout = 500', current_database()); end $$",
  );
  let idle = 3;
  class PatientWarehouse extends Warehouse {
    override async commit(...batch: Parameters<Warehouse["commit"]>): Promise<void> {
      idle -= 1;
      // A process that has no time for half a second may lose its connection before it can say that it stays.
      await sleep(idle < 0 ? 0 : 700);
      await super.commit(...batch);
    }
  }
  await loaded({ connectionString, openWarehouse: (url) => new PatientWarehouse(url) });
  expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
});

test("a database that does not keep up holds the requests back", async () => {
  begin(world.emulator, 0);
  const connectionString = await world.database();
  let isWaiting = false;
  let letGo: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  class SlowWarehouse extends Warehouse {
    override async commit(...batch: Parameters<Warehouse["commit"]>): Promise<void> {
      if (batch[0].walk === "entries") {
        isWaiting = true;
        await gate;
      }
      await super.commit(...batch);
    }
  }
  const loading = loaded({ connectionString, openWarehouse: (url) => new SlowWarehouse(url) });
  await vi.waitUntil(() => isWaiting, 20_000);
  // Time enough for all that there is.
  await sleep(300);
  const asked = world.emulator.requests.filter((request) => request.operation === "ListDatasetEntries");
  // Ten pages in the batch, and one ahead of each of the four children that are open.
  expect(asked.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(10 + 4);
  letGo?.();
  await loading;
  expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
});

test("run again when it is complete, it asks for nothing and changes nothing; with --again it looks at everything", async () => {
  begin(world.emulator, 0);
  const connectionString = await world.database();
  const first = await loaded({ connectionString });
  const everything = `select (select jsonb_agg(e order by source_ref) from rekognition_etl.entries e) as entries,
    (select jsonb_agg(p order by walk) from rekognition_etl.positions p) as positions`;
  const before = await query(connectionString, everything);
  world.emulator.clearRequests();

  const second = await loaded({ connectionString });
  expect(world.emulator.requests).toEqual([]);
  expect(second.metrics).toMatchObject({ pages: 0, rows: 0, deadLetters: 0 });
  expect(second.deadLetters).toBe(first.deadLetters);
  expect(await query(connectionString, everything)).toEqual(before);

  const third = await loaded({ connectionString, again: true });
  expect(third.metrics.rows).toBe(first.metrics.rows);
  expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
});

test("run with --again, it deletes the rows of what is gone, but where something could not be read", async () => {
  const datasets = [
    { type: "TRAIN", entries: ['{"source-ref":"s3://b/1.jpg"}', '{"source-ref":"s3://b/2.jpg"}'] },
  ] as const;
  const names = ["stays", "goes", "is-denied"];
  const versions = [{ name: "v1", status: "TRAINING_COMPLETED" }] as const;
  const emulator = await createEmulator({ account: { projects: names.map((name) => ({ name, datasets, versions })) } });
  onTestFinished(() => emulator.close());
  const connectionString = await world.database();
  const client = clientOf(emulator);
  await loaded({ connectionString, client });
  const shown = async (): Promise<readonly string[]> => {
    const rows = await query<{ row: string }>(
      connectionString,
      `select 'project ' || name as row from rekognition_etl.projects
        union all select 'version of ' || split_part(project_arn, '/', 2) from rekognition_etl.versions
        union all select source_ref || ' of ' || split_part(dataset_arn, '/', 2) from rekognition_etl.entries order by 1`,
    );
    return rows.map(({ row }) => row);
  };
  const before = await shown();
  expect(before).toHaveLength(3 * 4);

  emulator.projects().remove("goes");
  emulator.setFaults(isDenied);
  // What is complete does not look again.
  expect(await loaded({ connectionString, client })).toMatchObject({ deadLetters: 0 });
  expect(await shown()).toEqual(before);
  expect(await loaded({ connectionString, client, again: true })).toMatchObject({ deadLetters: 1 });
  expect(await shown()).toEqual(before.filter((row) => !row.endsWith("goes")));

  emulator.setFaults(undefined);
  emulator.projects().remove("is-denied");
  expect(await loaded({ connectionString, client, again: true })).toMatchObject({ deadLetters: 0 });
  expect(await shown()).toEqual(before.filter((row) => row.endsWith("stays")));
});

test("lines of every kind are rows or dead letters, with the place of what is wrong, and stop nothing", async () => {
  const nested = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  const lines: readonly [line: unknown, path: string | undefined][] = [
    ['{"source-ref":"s3://b/2.jpg","__proto__":{"x":1}}', undefined],
    // Of two with the same image in one batch, the later one.
    ['{"source-ref":"s3://b/2.jpg","later":true}', undefined],
    ["no JSON", "DatasetEntries[0]"],
    ["[]", "DatasetEntries[0]"],
    ["{}", 'DatasetEntries[0]["source-ref"]'],
    ['{"source-ref":7}', 'DatasetEntries[0]["source-ref"]'],
    [7, "DatasetEntries[0]"],
    [String.raw`{"source-ref":"s3://b/\u0000.jpg",${label(String.raw`"\u0000"`)}}`, undefined],
    [String.raw`{"source-ref":"s3://b/half.jpg",${label(String.raw`"\ud800 \\u0000"`)}}`, undefined],
    // Two keys that are one in the database.
    [String.raw`{"source-ref":"s3://b/twin\ud800.jpg"}`, undefined],
    [String.raw`{"source-ref":"s3://b/twin\ud801.jpg"}`, undefined],
    [`{"source-ref":"s3://b/deep.jpg","x":${nested}}`, undefined],
    [`{"source-ref":"s3://b/${"long".repeat(20_000)}.jpg"}`, undefined],
    ['\0{"source-ref":"s3://b/nul.jpg"}', "DatasetEntries[0]"],
  ];
  const entries = lines.map((_, index) => `{"source-ref":"s3://b/${index}.jpg"}`);
  const emulator = await createEmulator({
    account: { projects: [{ name: "hostile", datasets: [{ type: "TRAIN", entries }] }] },
    faults: lines.map(([value], index) => ({
      operation: "ListDatasetEntries",
      requests: index,
      fault: { type: "malformed-item", value },
    })),
  });
  onTestFinished(() => emulator.close());
  const connectionString = await world.database();
  const { metrics, deadLetters } = await loaded({ connectionString, pageSize: 1, client: clientOf(emulator) });

  const bad = lines.flatMap(([, path]) => path ?? []);
  expect(deadLetters).toBe(bad.length);
  expect(metrics.deadLetters).toBe(bad.length);
  const letters = await query<{ path: string; raw: string; resource: string; source_ref: string | null }>(
    connectionString,
    "select path, raw, resource, source_ref from rekognition_etl.dead_letters order by raw",
  );
  expect(letters.map(({ path }) => path).toSorted()).toEqual(bad.toSorted());
  expect(new Set(letters.map(({ resource }) => resource.replace(/\d+$/, "")))).toEqual(
    new Set(["arn:aws:rekognition:us-east-1:111122223333:project/hostile/dataset/train/"]),
  );
  expect(letters.map(({ raw }) => raw)).toContain("no JSON");
  expect(letters.find(({ raw }) => raw.startsWith("\uFFFD"))?.source_ref).toBe("s3://b/nul.jpg");
  const rows = await query<{ source_ref: string; labels: string[]; line: string }>(
    connectionString,
    "select source_ref, labels, line from rekognition_etl.entries",
  );
  expect(rows).toHaveLength(lines.length - bad.length - 2);
  expect(rows.find((row) => row.source_ref === "s3://b/twin\uFFFD.jpg")?.line).toContain("ud801");
  expect(rows.find((row) => row.source_ref === "s3://b/2.jpg")?.line).toContain("later");
  expect(rows.flatMap(({ labels }) => labels).toSorted()).toEqual(
    ["\uFFFD", String.raw`${"\uFFFD"} \u0000`].toSorted(),
  );
});

describe("what ends it is one sentence, and the next run goes on", () => {
  test("another run that is at work on the tables", async () => {
    const connectionString = await world.database();
    const other = new Warehouse(connectionString);
    await other.open();
    await expect(loaded({ connectionString })).rejects.toThrow(
      "the database failed: another run of this job is at work on its tables",
    );
    await other.close();
    begin(world.emulator, 0);
    await loaded({ connectionString });
    expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
  });

  test.each([
    ["a host that is not there", "ENOTFOUND", (url: string) => url.replace("127.0.0.1", "nowhere.invalid")],
    ["a database without room for every text", "22P05", (url: string) => url.replace(/etl_\d+$/, "latin")],
    ["a role that may not", "42501", (url: string) => url.replace(/\/\/.*@/, "//stranger:secret@")],
  ])("but for what another run would meet, too: %s", async (_, code, changed) => {
    const connectionString = await world.database();
    if (code === "22P05") {
      await query(connectionString, "create database latin template template0 encoding 'LATIN1'");
    }
    if (code === "42501") {
      await query(connectionString, "create role stranger login password 'secret'");
    }
    begin(world.emulator, 0, [
      { operation: "ListDatasetEntries", fault: { type: "malformed-item", value: '{"source-ref":"s3://b/\u20AC"}' } },
    ]);
    const where = { endpoint: world.emulator.url, connectionString: changed(connectionString), cwd: world.folder };
    const ended = await new EtlProcess(where, ARGS).ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^etl: the database failed: [^\n]+\n$/);
    expect(ended.stderr).not.toContain("run it again");
  });

  test.each([
    ["a database that goes away", "SIGKILL" as const, 1, /^etl: the database failed: [^\n]+; run it again: [^\n]+\n$/],
    ["SIGINT", "SIGINT" as const, 130, /^etl: stopped by SIGINT; run it again: [^\n]+\n$/],
  ])("%s", async (_, signal, exitCode, sentence) => {
    begin(world.emulator, 5);
    const connectionString = await world.database();
    const where = { endpoint: world.emulator.url, connectionString, cwd: world.folder };
    const job = new EtlProcess(where, ARGS);
    await vi.waitUntil(async () => job.hasEnded || (await sourceRefsIn(connectionString)).size > 0, 20_000);
    if (signal === "SIGINT") {
      // Whoever waited for the answers would wait for ever.
      world.emulator.setFaults({ fault: { type: "hang" } });
      job.interrupt();
    } else {
      await query(
        connectionString,
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'rekognition-etl'`,
      );
    }
    expect(await job.ended).toMatchObject({ code: exitCode, stderr: expect.stringMatching(sentence) as string });

    const kept = await sourceRefsIn(connectionString);
    expect(kept.size).toBeGreaterThan(0);
    begin(world.emulator, 0);
    await loaded({ connectionString });
    expect(askedAgain(world, kept)).toEqual([]);
    expect(differences(world.undisturbed.tables, await tablesIn(connectionString))).toEqual([]);
  });
});

/** Its exit status comes last on stderr. */
const PIPED_TO_NOBODY = '{ "$0" "$@"; echo $? >&2; } | true';

const isDenied: FaultRule = ({ operation, input }) =>
  operation === "ListDatasetEntries" && JSON.stringify(input).includes("is-denied")
    ? { type: "exception", name: "AccessDeniedException" }
    : undefined;

function clientOf({ url }: { readonly url: string }): EtlOptions["client"] {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = rekognitionClient({ endpoint: url, region: "us-east-1", credentials });
  onTestFinished(() => client.destroy());
  return client;
}

function label(name: string): string {
  return `"a":1,"a-metadata":{"type":"groundtruth/image-classification","class-name":${name}}`;
}

/** The job in this process: in most tests nothing is about a process. */
function loaded(options: Pick<EtlOptions, "connectionString"> & Partial<EtlOptions>): Promise<EtlOutcome> {
  const account = { accountId: "111122223333", region: "us-east-1" };
  return etl({ ...account, client: clientOf(world.emulator), pageSize: 2, ratePerSecond: 500, ...options });
}

/** By number, and not by a bucket: a machine that is slow enough would meet no throttle. */
function throttledNowAndThen({ operation, index }: Parameters<FaultRule>[0]): ReturnType<FaultRule> {
  return operation === "ListDatasetEntries" && index % 15 === 0 ? { type: "throttle" } : undefined;
}
