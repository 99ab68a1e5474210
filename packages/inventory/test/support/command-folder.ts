import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { expect, onTestFinished } from "vitest";
import { callCommand, type CallCommandOptions } from "./call-command.js";
import { type FinishedCommand, runCommand, type RunCommandOptions, type RunningCommand } from "./run-command.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Keys of the environment; the secrets are looked for in whatever is written. */
export const KEYS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "CANARY-SECRET-KEY",
  AWS_SESSION_TOKEN: "CANARY-SESSION-TOKEN",
};

/** A folder in which the command runs, against an emulator. */
export interface CommandFolder {
  readonly emulator: Emulator;
  readonly cwd: string;
  /** Runs the command in this process, in `us-east-1` unless the arguments say otherwise. */
  readonly run: (args?: readonly string[], options?: CallCommandOptions) => Promise<FinishedCommand>;
  /** The same in a process of its own, as a user does: for what is about the process. */
  readonly start: (args?: readonly string[], options?: RunCommandOptions) => RunningCommand;
  /** The files of a folder of it, without those of folders in it. */
  readonly files: (folder?: string) => Readonly<Record<string, string>>;
  /** The paths of the journals of `out`. */
  readonly journals: () => readonly string[];
  /** The rows of an NDJSON file, without what differs from run to run. */
  readonly rows: (file?: string) => readonly unknown[];
}

/** For one test, an emulator and an empty folder. */
export async function commandFolder(options: EmulatorOptions = {}): Promise<CommandFolder> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  const cwd = temporaryFolder();
  const env = { ...KEYS, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: emulator.url };
  const files = (folder = "out"): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readdirSync(join(cwd, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(join(cwd, folder, name), "utf8")]),
    );
  return {
    emulator,
    cwd,
    run: (args = [], more = {}) => callCommand(args, { cwd, ...more, env: { ...env, ...more.env } }),
    start: (args = [], more = {}) => runCommand(args, { cwd, ...more, env: { ...env, ...more.env } }),
    files,
    journals: () => Object.keys(files("out/runs")).map((name) => `out/runs/${name}`),
    rows: (file = "out/inventory.ndjson") =>
      readFileSync(join(cwd, file), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => withoutRun(JSON.parse(line) as Readonly<Record<string, unknown>>)),
  };
}

/** A row without what is about the run that found it, and not about what it found. */
export function withoutRun(row: Readonly<Record<string, unknown>>): unknown {
  const { run_id: _run, run_started_at: _started, seen_at: _seen, elapsed_ms: _elapsed, ...rest } = row;
  return rest;
}

/** The arguments of the command that a sentence ends with: it is taken as a shell takes it, which needs no quotes here. */
export function commandIn(sentence: string): readonly string[] {
  const command = /: rekognition-inventory ([^\n']+)\n$/.exec(sentence)?.[1];
  return command?.split(" ") ?? expect.fail(`there is no command in ${JSON.stringify(sentence)}`);
}
