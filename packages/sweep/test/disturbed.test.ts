import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { runCommand } from "../../inventory/test/support/run-command.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweptWorld, workedOut } from "./support/in-process.js";

// As `npx -y pnpm@10 run prove sweep`, which draws 200 kills.

const postgres = postgresForTests();
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };

test("a run whose workers are killed, frozen and cut off, and whose Postgres is restarted and killed, loses nothing and has nothing twice", async () => {
  const database = await postgres.database();
  const { run, emulator, undisturbed } = await sweptWorld({ latency: 20 }, 4);
  const sweep = await sweepEngine.open({ connectionString: database });
  onTestFinished(() => sweep.close());
  await sweep.begin(run);
  const started = () => runCommand(["worker", "--sweep", database, "--concurrency", "8"], { env: KEYS });
  const [killed, frozen, spared] = [started(), started(), started()];
  const asked = (requests: number) =>
    expect.poll(() => emulator.requests.length, { timeout: 30_000 }).toBeGreaterThan(requests);

  await asked(15);
  killed.child.kill("SIGKILL");
  frozen.child.kill("SIGSTOP");
  const frozenAt = performance.now();
  await delay(500);
  await postgres.rows(
    database,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rekognition-sweep'",
  );
  await delay(500);
  await postgres.restart("SIGINT");
  await delay(500);
  await postgres.restart("SIGKILL");

  const helped = workedOut(sweep, run);
  // Longer than its lease.
  await delay(Math.max(0, 12_000 - (performance.now() - frozenAt)));
  frozen.child.kill("SIGCONT");
  const rows = await helped;
  spared.child.kill("SIGTERM");
  frozen.child.kill("SIGTERM");
  const [one, other] = await Promise.all([spared.finished, frozen.finished]);
  expect([one.code, other.code]).toEqual([143, 143]);
  expect(one.stderr).toContain("stopped; it has read");
  expect(rows).toEqual(await undisturbed());
});
