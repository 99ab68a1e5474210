import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { COMMAND, CommandProcess } from "./command-process.js";
import { journalSize, outputFolder, rowsIn, summaryIn } from "./output-folder.js";
import { weather } from "./weather.js";

/** An organization that does not change, and what a run of all of it comes to that nobody disturbs. */
export interface World {
  readonly emulator: Emulator;
  readonly undisturbed: Undisturbed;
  close(): Promise<void>;
}

export interface Undisturbed {
  readonly code: number | null;
  /** The rows of each table, by the name of its file. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly summary: string;
  readonly files: readonly string[];
  /** Milliseconds from the start of the process to its end. */
  readonly duration: number;
  readonly journalSize: number;
}

/** Of the service, the same in all runs. */
export interface Pace {
  /** Milliseconds. */
  readonly latency: number;
  /** Requests a second that the throttled place has. */
  readonly quota: number;
}

/** Three accounts, one of them suspended, in two regions, one of them denied to one account. */
export async function makeWorld(): Promise<World> {
  const emulator = await createEmulator(lifelikeOrganization({ accounts: 3, projects: 5 }));
  const folder = await mkdtemp(join(tmpdir(), "kill-"));
  try {
    begin(emulator, { latency: 5, quota: 10 });
    const startedAt = performance.now();
    const { code, stderr } = await new CommandProcess(COMMAND, exportArgs(emulator), folder).ended;
    const duration = performance.now() - startedAt;
    const out = join(folder, OUT);
    const { files } = await outputFolder(out);
    if (files.length === 0) {
      throw new Error(`the undisturbed run has written nothing: ${stderr}`);
    }
    const tables = files.filter((name) => name.endsWith(".ndjson"));
    const rows = await Promise.all(tables.map(async (name) => [name, await rowsIn(join(out, name))] as const));
    return {
      emulator,
      undisturbed: {
        code,
        rows: new Map(rows),
        summary: await summaryIn(out),
        files,
        duration,
        journalSize: await journalSize(out),
      },
      close: () => emulator.close(),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The service at the beginning of a run: it has seen no request of it. */
export function begin(emulator: Emulator, { latency, quota }: Pace): void {
  emulator.clearRequests();
  emulator.setFaults(weather({ quota }));
  emulator.setLatency(latency);
}

/** A run of everything that there is. */
export function exportArgs({ url }: Emulator): readonly string[] {
  const where = ["--organization", "--region", "us-east-1,eu-west-1", "--endpoint-url", url, "--out", OUT];
  return ["export", ...where, "--depth", "all", "--rate", RATE, "--quiet"];
}

export const OUT = "out";

/** Requests a second: a run takes a second or two, its start included. */
const RATE = "60";
