import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./temporary-folder.js";

/** A shell that this machine has or not. */
export interface Shell {
  readonly name: string;
  readonly isThere: boolean;
  /** What it offers at the end of each line, by a script that it has sourced; of a list, what comes after what is there. */
  readonly completed: (script: string, lines: readonly string[], options: ShellOptions) => readonly string[][];
}

interface ShellOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export const bash: Shell = shell("bash", ["--norc", "--noprofile"]);
export const zsh: Shell = shell("zsh", ["-f"]);
export const fish: Shell = shell("fish", ["--no-config"]);

function shell(name: string, args: readonly string[]): Shell {
  return {
    name,
    isThere: spawnSync(name, ["-c", "true"]).status === 0,
    completed: (script, lines, { cwd, env }) => {
      const driver = fileURLToPath(new URL(`./complete-lines.${name}`, import.meta.url));
      const folder = temporaryFolder();
      const files = { SCRIPT: join(folder, "script"), LINES_FILE: join(folder, "lines"), FOUND: join(folder, "found") };
      writeFileSync(files.SCRIPT, script);
      writeFileSync(files.LINES_FILE, `${lines.join("\n")}\n`);
      const { status, stdout, stderr } = spawnSync(name, [...args, driver], {
        cwd,
        env: { PATH: process.env["PATH"], HOME: cwd, TERM: "dumb", LC_ALL: "C", ...env, ...files, DRIVER: driver },
        encoding: "utf8",
        timeout: 60_000,
      });
      if (status !== 0 || stderr !== "") {
        throw new Error(`${name} ended with ${status}: ${stderr}`);
      }
      return stdout.split("\n").slice(0, -1).map(offered);
    },
  };
}

/**
 * Sorted, without what is before the last `=` or comma: each shell has another part of the word in its hands. And without
 * files with a dot in front, which only some shells show.
 */
function offered(line: string): string[] {
  const words = line.split("\t").filter((word) => word !== "" && !word.startsWith("."));
  return [...new Set(words.map((word) => word.replace(/^.*[=,]/, "").replace(/\/$/, "")))].toSorted();
}
