import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { promisify } from "node:util";

/** A process, distinguished from a later process with the same number. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it began, as the system counts; `null` if that is not known. */
  readonly start: string | null;
  /**
   * The namespace in which its number counts: two containers can have the same host name, and number their processes
   * each for itself. `null` except on Linux.
   */
  readonly namespace: string | null;
}

/**
 * A process of this host, by its number; `undefined` if there is none, or if it has ended and its parent has not
 * collected it yet.
 */
export async function processIdentity(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<ProcessIdentity | undefined> {
  if (!isThere(pid)) {
    return undefined;
  }
  const { state, start } = platform === "linux" ? await fromProc(pid) : await fromPs(pid);
  const namespace = await readlink("/proc/self/ns/pid").catch(() => null);
  return state.startsWith("Z") ? undefined : { host: hostname(), pid, start, namespace };
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted: the process is there, and belongs to somebody else.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

interface ProcessStatus {
  /** Begins with `Z` if the process has ended. */
  readonly state: string;
  readonly start: string | null;
}

/** The state is the third field of proc_pid_stat(5), the ticks from boot to its start are the 22nd. */
async function fromProc(pid: number): Promise<ProcessStatus> {
  const [stat, boot] = await Promise.all(
    [`/proc/${pid}/stat`, "/proc/sys/kernel/random/boot_id"].map((path) => readFile(path, "utf8").catch(() => "")),
  );
  // The second field is the program's name, which may have spaces and brackets in it.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  const [state = "", ticks] = [fields[0], fields[19]];
  return { state, start: ticks === undefined ? null : `${boot?.trim()}/${ticks}` };
}

async function fromPs(pid: number): Promise<ProcessStatus> {
  // In a fixed language and time zone, whoever asks.
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const ps = promisify(execFile)("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], { env });
  const printed = await ps.then(({ stdout }) => stdout.trim()).catch(() => "");
  const [, state = "", start = null] = /^(\S+)\s+(.+)$/.exec(printed) ?? [];
  return { state, start };
}
