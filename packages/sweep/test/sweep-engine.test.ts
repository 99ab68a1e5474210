import { viewsOf } from "@rekognition-rx/inventory";
import { Client, Pool } from "pg";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { runCommand } from "../../inventory/test/support/run-command.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { QUEUES, SCHEMA } from "../src/tables/open-tables.js";
import { sweptWorld, workedOut } from "./support/in-process.js";

const postgres = postgresForTests();

/** An account outside the organization. */
const OTHER = "999988887777";

async function opened(connectionString: string, onTrouble?: (sentence: string) => void) {
  const sweep = await sweepEngine.open({ connectionString, onTrouble });
  onTestFinished(() => sweep.close());
  return sweep;
}

describe("a run of a sweep", () => {
  test("lists the projects too where it is begun with what follows from them alone", async () => {
    const sweep = await opened(await postgres.database());
    const { run, undisturbed } = await sweptWorld();
    await sweep.begin({ ...run, depth: run.depth.filter((each) => each !== "projects") });
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
  });

  test("that is begun twice at once is one, and who comes later joins it", async () => {
    const database = await postgres.database();
    const { run, undisturbed } = await sweptWorld();
    const [one, other] = [await opened(database), await opened(database)];
    const begun = await Promise.all([one.begin(run), other.begin({ ...run, runId: `${run.runId}-other` })]);
    expect(begun.filter(({ isJoined }) => isJoined)).toHaveLength(1);
    expect(new Set(begun.map(({ runId }) => runId)).size).toBe(1);
    const [{ runId }] = begun;
    const [rows] = await Promise.all([workedOut(one, { runId }), workedOut(other, { runId })]);
    expect(rows).toEqual(await undisturbed());
    // It has ended: the next one is another.
    expect(await one.begin({ ...run, runId: "next" })).toEqual({ runId: "next", isJoined: false });
  });

  test("with tables of a newer release is refused with a sentence", async () => {
    const connectionString = await postgres.database();
    await (await sweepEngine.open({ connectionString })).close();
    const client = new Client({ connectionString });
    await client.connect();
    await client.query(`insert into ${SCHEMA}.kysely_migration values ('9999_of_tomorrow', '2030-01-01')`);
    await client.end();
    await expect(sweepEngine.open({ connectionString })).rejects.toThrow(
      "the tables of the sweep in this database are of a newer release; install that release here too",
    );
  });

  test("whose engine is newer, or whose schemas are somebody else's, is refused with a sentence", async () => {
    const newer = await postgres.database();
    const { run } = await sweptWorld();
    const sweep = await opened(newer);
    await sweep.begin(run);
    await postgres.rows(newer, `update ${QUEUES}.version set version = version + 1`);
    const later = await opened(newer);
    await expect(later.begin(run)).rejects.toThrow(/are of a newer release; install that/);

    const taken = await postgres.database();
    await postgres.rows(taken, `create schema ${SCHEMA}; create table ${SCHEMA}.runs (x int)`);
    await expect(sweepEngine.open({ connectionString: taken })).rejects.toThrow(
      /^cannot use postgres:.*: its schema rekognition_sweep is taken by other tables; give another database/,
    );
  });

  test("says without its password that a database is not there", async () => {
    const open = sweepEngine.open({ connectionString: "postgres://me:CANARY@127.0.0.1:1/nothing" });
    await expect(open).rejects.toThrow("cannot use postgres://me@127.0.0.1:1/nothing: nothing answers there");
  });

  test("reads an expired token's walk again, as a run of one process does", async () => {
    const sweep = await opened(await postgres.database());
    let expired: unknown;
    const { run, undisturbed } = await sweptWorld({
      faults: ({ operation, region, accountId, input }) => {
        if (operation !== "DescribeProjects" || region !== "eu-west-1" || accountId !== "111122223333") {
          return undefined;
        }
        const token = input?.["NextToken"];
        expired ??= token;
        return token !== undefined && token === expired
          ? { type: "expired-token" }
          : { type: "short-page", size: expired === undefined ? 1 : 2 };
      },
    });
    await sweep.begin(run);
    const rows = await workedOut(sweep, run);
    expired = undefined;
    expect(rows).toEqual(await undisturbed());
    expect(rows.some((row) => row.includes('"generation":1'))).toBe(true);
  });

  test("reads accounts that could not be entered as it began, since AWS gave no answer", async () => {
    // Nothing is wrong while nobody disturbs the other run.
    let entered = 10;
    const { run, undisturbed } = await sweptWorld({
      faults: ({ operation }) => {
        entered += operation === "AssumeRole" ? 1 : 0;
        return operation === "AssumeRole" && entered <= 2 ? { type: "html", status: 403 } : undefined;
      },
    });
    const expectedRows = await undisturbed();
    entered = 0;
    const sweep = await opened(await postgres.database());
    await sweep.begin(run);
    expect(await workedOut(sweep, run)).toEqual(expectedRows);
    expect(entered).toBeGreaterThan(2);
  });

  test("gives a shard up that twenty workers died with, and one that fails of itself, and comes to its end", async () => {
    const database = await postgres.database();
    const sweep = await opened(database);
    const { run } = await sweptWorld();
    await sweep.begin(run);
    const client = new Client({ connectionString: database });
    await client.connect();
    onTestFinished(() => client.end());
    // As if they had died, and failed: what was counted before is there as a shard is claimed. The targets of one operation
    // cannot be found any more, as its worker does not understand what the run was begun with.
    await client.query(`create function ${SCHEMA}.poison() returns trigger language plpgsql as $$
      begin
        if new.operation = 'ListProjectPolicies' and new.barren = 1 then new.barren := 21; end if;
        if new.operation = 'ListTagsForResource' and new.state = 'active' and new.failures = 0 then
          new.failures := 4;
          new.region := 'no/region';
        end if;
        return new;
      end $$`);
    await client.query(
      `create trigger poison before update on ${SCHEMA}.shards for each row execute function ${SCHEMA}.poison()`,
    );
    await workedOut(sweep, run);
    const journal = await sweep.journal(run.runId);
    const ended = new Map<string, Set<string | undefined>>();
    for await (const entry of viewsOf(journal).ledger()) {
      if (entry._tag === "Walk") {
        const of = ended.get(entry.operation) ?? new Set();
        ended.set(entry.operation, of.add(`${entry.outcome} ${entry.error?.message.split(/[,;]/)[0] ?? ""}`));
      }
    }
    await journal.close();
    expect(ended.get("ListProjectPolicies")).toEqual(new Set(["failed 20 workers in a row died while they read it"]));
    expect([...(ended.get("ListTagsForResource") ?? [])]).toEqual([expect.stringMatching(/^failed .*no\/region/)]);
    expect(ended.get("DescribeDataset")?.has("complete ")).toBe(true);
  });

  test("counts what the database will never keep as a failure of its shard", async () => {
    const database = await postgres.database();
    const sweep = await opened(database);
    const { run } = await sweptWorld();
    await sweep.begin(run);
    // Each time its last try. What it is given up with has asked nothing.
    await postgres.rows(
      database,
      `create function ${SCHEMA}.last_try() returns trigger language plpgsql as $$
        begin
          if new.operation = 'ListTagsForResource' and new.failures = 0 then new.failures := 4; end if;
          return new;
        end $$;
      create trigger last_try before insert or update on ${SCHEMA}.shards for each row execute function ${SCHEMA}.last_try();
      create function ${SCHEMA}.refuse() returns trigger language plpgsql as $$
        begin
          if new.body like '%"ListTagsForResource"%' and new.body not like '%"requests":0,%' then
            raise exception 'invalid byte sequence' using errcode = '22021';
          end if;
          return new;
        end $$;
      create trigger refuse before insert on ${SCHEMA}.steps for each row execute function ${SCHEMA}.refuse()`,
    );
    await workedOut(sweep, run);
    expect((await sweep.run())?.isEnded).toBe(true);
    const failed = await postgres.rows(
      database,
      `select distinct body::jsonb ->> 'outcome', body::jsonb #>> '{error,message}'
        from ${SCHEMA}.steps where body like '%"ListTagsForResource"%'`,
    );
    expect(failed).toEqual([["failed", "Postgres cannot keep what was read: invalid byte sequence"]]);
  });

  test("loses nothing to a disk that is full for a while", async () => {
    const troubles: string[] = [];
    const sweep = await opened(await postgres.database(), (sentence) => troubles.push(sentence));
    const { run, undisturbed } = await sweptWorld();
    await sweep.begin(run);
    let left = 3;
    const query = Reflect.get(Pool.prototype, "query") as (...args: readonly unknown[]) => unknown;
    const full = vi.spyOn(Pool.prototype, "query").mockImplementation(function doubled(this: Pool, ...args: unknown[]) {
      if (left > 0 && JSON.stringify(args[0]).includes("moved as (")) {
        left -= 1;
        return Promise.reject(Object.assign(new Error("could not extend file"), { code: "53100" })) as never;
      }
      return query.apply(this, args) as never;
    });
    onTestFinished(() => full.mockRestore());
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
    expect(left).toBe(0);
    expect(troubles.join()).toContain("its disk is full");
  });

  test("goes on where the engine has deleted the jobs that waited for too long", async () => {
    const database = await postgres.database();
    const sweep = await opened(database);
    const { run, emulator, undisturbed } = await sweptWorld({ latency: 20 }, 50);
    await sweep.begin(run);
    const years = await postgres.rows(
      database,
      `select min(extract(year from age(keep_until, now()))) from ${QUEUES}.job`,
    );
    expect(Number(years[0]?.[0])).toBeGreaterThan(60);
    const forget = () => postgres.rows(database, `delete from ${QUEUES}.job`);
    await forget();
    const stop = new AbortController();
    const working = sweep.work({
      stop: stop.signal,
      onEvent: ({ what }) => {
        if (what === "step" && emulator.requests.length > 20) {
          stop.abort();
        }
      },
    });
    await working;
    await forget();
    // Two at once send each of them once.
    expect((await Promise.all([sweep.begin(run), sweep.begin(run)])).map(({ isJoined }) => isJoined)).toEqual([
      true,
      true,
    ]);
    const [[open, jobs] = []] = await postgres.rows(
      database,
      `select (select count(*) from ${SCHEMA}.shards where state <> 'idle'), (select count(*) from ${QUEUES}.job)`,
    );
    expect(Number(open)).toBeGreaterThan(0);
    expect(jobs).toBe(open);
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
    await postgres.rows(
      database,
      `with end_step as (delete from ${SCHEMA}.steps where body like '%"End"%'), jobs as (delete from ${QUEUES}.job)
        update ${SCHEMA}.runs set ended_at = null`,
    );
    await workedOut(sweep, run);
    expect((await sweep.run())?.isEnded).toBe(true);
  });

  test("is in a snapshot what it was as it was opened", async () => {
    const sweep = await opened(await postgres.database());
    const { run } = await sweptWorld();
    await sweep.begin(run);
    const before = await sweep.journal(run.runId);
    await workedOut(sweep, run);
    const tags: string[] = [];
    for await (const step of before.steps()) {
      tags.push(step._tag);
    }
    await before.close();
    expect(tags).toEqual(["Run"]);
  });
});

test("opening and working begin though every connection is cut again and again meanwhile", async () => {
  const database = await postgres.database();
  const { run, undisturbed } = await sweptWorld();
  const enough = new AbortController();
  const cutting = (async () => {
    for (let times = 0; !enough.signal.aborted && times < 20; times += 1) {
      await postgres.rows(
        database,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const sweep = await opened(database);
  enough.abort();
  await cutting;
  await sweep.begin(run);
  expect(await workedOut(sweep, run)).toEqual(await undisturbed());
});

describe("a journal of a sweep", () => {
  test("says in a sentence that its connection was lost, and that connection is not used again", async () => {
    const database = await postgres.database();
    const sweep = await opened(database);
    const { run } = await sweptWorld();
    await sweep.begin(run);
    const journal = await sweep.journal(run.runId);
    await postgres.rows(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`,
    );
    const reading = (async () => {
      for await (const step of journal.steps()) {
        expect(step).toBeDefined();
      }
    })();
    await expect(reading).rejects.toThrow(/^cannot use postgres:\/\/.*: .*connection/);
    await journal.close();
    expect((await sweep.status())?.runId).toBe(run.runId);
  });
});

describe("a worker that is asked to stop", () => {
  test("keeps what it has asked for, and gives its shards back at once", async () => {
    const database = await postgres.database();
    const sweep = await opened(database);
    const { run, emulator, undisturbed } = await sweptWorld({ latency: 50 }, 20);
    await sweep.begin(run);
    const stop = new AbortController();
    const working = sweep.work({
      stop: stop.signal,
      onEvent: ({ what }) => {
        if (what === "step" && emulator.requests.length > 20) {
          stop.abort();
        }
      },
    });
    await working;
    const { shards } = (await sweep.status()) ?? {};
    expect(shards?.active).toBe(0);
    expect(shards?.queued).toBeGreaterThan(0);
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
    const given = await postgres.rows(
      database,
      `select count(*) from ${SCHEMA}.steps where body like '%"requests":0%'`,
    );
    expect(given).toEqual([["0"]]);
  });
});

describe("who begins a run", () => {
  test("joins it with its regions in another order, and other options of what is written", async () => {
    const sweep = await opened(await postgres.database());
    const { run } = await sweptWorld();
    const { runId, targets } = run;
    await sweep.begin({ ...run, origin: { concurrency: 4, formats: ["csv"] } });
    const regions = ["eu-west-1", "us-east-1", "eu-west-1"];
    const again = { ...run, runId: "other", origin: { concurrency: 8 }, targets: { ...targets, regions } };
    expect(await sweep.begin(again)).toEqual({ runId, isJoined: true });
    const fewer = { ...again, targets: { ...targets, regions: ["eu-west-1"] } };
    expect(await sweep.begin(fewer)).toEqual({ runId: "other", isJoined: false });
  });

  test("with credentials of another account begins one of its own", async () => {
    const sweep = await opened(await postgres.database());
    const { run } = await sweptWorld({ accessKeys: { AKIDOTHER: OTHER } });
    await sweep.begin(run);
    process.env["AWS_ACCESS_KEY_ID"] = "AKIDOTHER";
    expect(await sweep.begin({ ...run, runId: "of another" })).toEqual({ runId: "of another", isJoined: false });
  });

  test("means the regions of its own machine where it names none", async () => {
    const sweep = await opened(await postgres.database());
    const { run } = await sweptWorld();
    const { endpointUrl } = run.targets;
    const own = { ...run, targets: { endpointUrl } };
    await sweep.begin(own);
    process.env["AWS_REGION"] = "eu-west-1";
    expect(await sweep.begin({ ...own, runId: "elsewhere" })).toMatchObject({ isJoined: false });
    const named = { ...own, runId: "named", targets: { endpointUrl, regions: ["us-east-1"] } };
    expect(await sweep.begin(named)).toEqual({ runId: run.runId, isJoined: true });
  });

  test("has credentials, or is refused with a sentence", async () => {
    const sweep = await opened(await postgres.database());
    const { run } = await sweptWorld();
    delete process.env["AWS_ACCESS_KEY_ID"];
    await expect(sweep.begin(run)).rejects.toThrow("no AWS credentials");
    expect(await sweep.run()).toBeUndefined();
  });
});

describe("a worker that cannot enter what a run was begun for", () => {
  test.each([
    ["without credentials", {}, "no AWS credentials"],
    [
      "with those of another account, which may not assume its roles",
      { AWS_ACCESS_KEY_ID: "AKIDOTHER", AWS_SECRET_ACCESS_KEY: "secret" },
      `the credentials of this machine belong to the account ${OTHER}, but the run `,
    ],
  ])("%s leaves, and takes nothing", async (_, env, sentence) => {
    const database = await postgres.database();
    const { run, undisturbed } = await sweptWorld({
      accessKeys: { AKIDOTHER: OTHER },
      faults: ({ operation, accessKeyId }) =>
        operation === "AssumeRole" && accessKeyId === "AKIDOTHER"
          ? { type: "exception", name: "AccessDenied" }
          : undefined,
    });
    const sweep = await opened(database);
    await sweep.begin(run);
    // So that there are shards, and none of them is read.
    const stop = new AbortController();
    await sweep.work({ stop: stop.signal, onEvent: ({ what }) => what === "found targets" && stop.abort() });
    const files = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
    const poor = runCommand(["worker", "--sweep", database, "--json"], { env: { ...files, ...env } });
    const { code, stderr } = await poor.finished;
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("claimed");
    expect(code).toBe(1);
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
  });

  test("leaves the discovery to those who can do it, and waits meanwhile", async () => {
    const { run, undisturbed } = await sweptWorld({ accessKeys: { AKIDOTHER: OTHER } });
    const database = await postgres.database();
    const [sweep, other] = [await opened(database), await opened(database)];
    await sweep.begin(run);
    process.env["AWS_ACCESS_KEY_ID"] = "AKIDOTHER";
    const stop = new AbortController();
    const seen: string[] = [];
    const waiting = other.work({ stop: stop.signal, onEvent: ({ what }) => seen.push(what) });
    // The job of the discovery is there for it to take before it looks a second time.
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBeGreaterThan(1);
    stop.abort();
    await waiting;
    expect(new Set(seen)).toEqual(new Set(["waits"]));
    expect(await sweep.status()).toMatchObject({ isDiscovered: false, failure: null, targets: 0 });
    process.env["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
  });
});
