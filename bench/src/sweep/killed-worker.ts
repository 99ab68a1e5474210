import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Sweep } from "@rekognition-rx/inventory";
import { Client } from "pg";

/**
 * Kills one of two workers once it has as many shards as it can take, and waits until each of these has another worker.
 *
 * @returns how long that took, in seconds.
 */
export async function killedWorker(sweep: Sweep, database: string, env: NodeJS.ProcessEnv): Promise<number> {
  const killed = started(database, 64, env);
  const client = new Client({ connectionString: database });
  await client.connect();
  const shardsOf = async (pid: number | undefined): Promise<number> => {
    const { rows } = await client.query<{ readonly shards: number }>(
      `select count(*)::integer as shards from rekognition_sweep.shards where state = 'active' and worker like $1`,
      [`% ${pid} %`],
    );
    return rows[0]?.shards ?? 0;
  };
  let other: ChildProcess | undefined;
  try {
    while ((await shardsOf(killed.pid)) < 64) {
      await delay(100);
    }
    other = started(database, 256, env);
    while (((await sweep.status())?.workers.length ?? 0) < 2) {
      await delay(100);
    }
    // The other worker first takes all shards that wait. Otherwise the shards of the killed one would wait for these, too.
    await delay(3_000);
    killed.kill("SIGKILL");
    const at = performance.now();
    while ((await shardsOf(killed.pid)) > 0) {
      await delay(50);
    }
    return (performance.now() - at) / 1_000;
  } finally {
    killed.kill("SIGKILL");
    other?.kill("SIGKILL");
    await client.end();
  }
}

function started(database: string, concurrency: number, env: NodeJS.ProcessEnv): ChildProcess {
  const args = [COMMAND, "worker", "--sweep", database, "--concurrency", String(concurrency)];
  return spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
}

/** What `npx rekognition-inventory` starts. */
const COMMAND = fileURLToPath(
  new URL("../bin/rekognition-inventory.js", import.meta.resolve("@rekognition-rx/inventory")),
);
