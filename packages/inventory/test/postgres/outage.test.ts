import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import { isDatabaseError } from "../../src/postgres/database-error.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { commandFolder } from "../support/command-folder.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { smallAccount } from "../support/small-account.js";
import { end, project, run, step } from "../support/steps.js";

const postgres = postgresForTests();

test("a connection that is lost in the midst of writing is a DatabaseError, and the tables are as before", async () => {
  const database = await postgres.database();
  await writeToPostgres(memoryJournal([run(), step({ records: [project("a")], outcome: "complete" }), end]), {
    connectionString: database,
  });
  let readings = 0;
  const journal = {
    ...memoryJournal([]),
    async *steps(): AsyncGenerator<Step> {
      readings += 1;
      yield { ...run(), runId: "later", startedAt: "2026-11-26T00:00:00.000Z" };
      yield step({ records: Array.from({ length: 1_500 }, (_, at) => project(`p${at}`)) });
      if (readings === 2) {
        await postgres.rows(
          database,
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rekognition-inventory'",
        );
      }
      yield step({ outcome: "complete" });
      yield end;
    },
  };
  const error: unknown = await writeToPostgres(journal, { connectionString: database }).catch(
    (cause: unknown) => cause,
  );
  expect(isDatabaseError(error), String(error)).toBe(true);
  expect(String(error)).not.toContain("secret");
  expect(await postgres.rows(database, "select name, run_id from rekognition.projects")).toEqual([["a", run().runId]]);
});

test.each([
  ["an abort", (stop: () => void) => stop()],
  ["one before it begins to wait", undefined],
])("a database that never answers is left by %s", async (_, how) => {
  const { url } = await silentDatabase();
  const controller = new AbortController();
  const reason = new Error("enough");
  if (how === undefined) {
    controller.abort(reason);
  }
  const writing = writeToPostgres(memoryJournal([run(), end]), { connectionString: url, signal: controller.signal });
  setTimeout(() => how?.(() => controller.abort(reason)), 200);
  await expect(writing).rejects.toBe(reason);
});

test("a writer that waits for another is left by an abort", async () => {
  const database = await postgres.database();
  const journal = memoryJournal([run(), end]);
  await writeToPostgres(journal, { connectionString: database });
  const reason = new Error("enough");
  const controller = new AbortController();
  const held = postgres.rows(database, "select pg_advisory_lock(hashtextextended('rekognition', 0)), pg_sleep(3)");
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  const writing = writeToPostgres(journal, { connectionString: database, signal: controller.signal });
  setTimeout(() => controller.abort(reason), 300);
  await expect(writing).rejects.toBe(reason);
  await held;
});

test("Ctrl-C ends the command where the database never answers, and so does --timeout", async () => {
  const { url, connections } = await silentDatabase();
  const folder = await commandFolder({ account: smallAccount });
  const first = folder.start(["--to", url]);
  await expect.poll(connections, { timeout: 30_000 }).toBe(1);
  first.child.kill("SIGINT");
  expect(await first.finished).toEqual({
    code: 130,
    stdout: "",
    stderr: "rekognition-inventory: stopped; nothing was done yet\n",
  });
  expect(await folder.run(["--to", url, "--timeout", "1"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "rekognition-inventory: stopped after 1 s, as --timeout says; nothing was done yet\n",
  });
}, 60_000);

async function silentDatabase(): Promise<{ readonly url: string; readonly connections: () => number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://me:hush@127.0.0.1:${port}/x`, connections: () => sockets.size };
}
