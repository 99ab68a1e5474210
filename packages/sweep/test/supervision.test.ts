import { expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { QUEUES } from "../src/tables/open-tables.js";

const postgres = postgresForTests();

test("one of several workers supervises the queues, another one if it leaves, and others if it hangs", async () => {
  const database = await postgres.database();
  const workers = [await worker(database, "one"), await worker(database, "two"), await worker(database, "three")];
  await expect.poll(() => postgres.rows(database, `select from ${QUEUES}.queue`), PATIENT).toHaveLength(4);
  // Also fires if the update finds nothing to do.
  await postgres.rows(
    database,
    `create table supervisions (worker text);
    create table hanging (worker text);
    create function supervised() returns trigger language plpgsql as $$
      declare own text := current_setting('application_name');
      begin
        if exists (select from hanging where worker = own) then perform pg_sleep(60); end if;
        insert into supervisions values (own);
        return null;
      end $$;
    create trigger supervised before update of monitor_claim_on on ${QUEUES}.queue
      for each statement execute function supervised()`,
  );
  const first = await supervisor(database);
  await workers.find(({ name }) => name === first)?.leave();
  const next = await supervisor(database, first);
  const other = ["one", "two", "three"].find((name) => name !== first && name !== next);
  expect(other).toBeDefined();
  // It goes on to report that it is there.
  await postgres.rows(database, `insert into hanging values ('${next}')`);
  await postgres.rows(database, "truncate supervisions");
  const since = (): Promise<unknown> => postgres.rows(database, `select from supervisions where worker = '${other}'`);
  await expect.poll(since, PATIENT).not.toEqual([]);
});

/** A worker that waits for runs. */
async function worker(database: string, name: string) {
  const sweep = await sweepEngine.open({ connectionString: `${database}?application_name=${name}` });
  const stop = new AbortController();
  const done = sweep.work({ stop: stop.signal });
  const leave = async (): Promise<void> => {
    stop.abort();
    await done;
  };
  onTestFinished(async () => {
    await leave();
    await sweep.close();
  });
  return { name, leave };
}

/** The worker that has supervised three times, and no other in between. */
async function supervisor(database: string, gone?: string): Promise<string> {
  let found: readonly unknown[] = [];
  const looked = async (): Promise<boolean> => {
    await postgres.rows(database, "truncate supervisions");
    await expect.poll(() => postgres.rows(database, "select from supervisions offset 2"), PATIENT).not.toEqual([]);
    const rows = await postgres.rows(database, "select distinct worker from supervisions");
    found = rows.flat();
    return found.length === 1 && found[0] !== gone;
  };
  await expect.poll(looked, { ...PATIENT, interval: 0 }).toBe(true);
  return String(found[0]);
}

const PATIENT = { timeout: 60_000 };
