import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The cores that a process can be bound to; none if there is no `taskset`. */
export function cores(): readonly number[] {
  if (spawnSync("taskset", ["--version"]).status !== 0) {
    return [];
  }
  const [, list = ""] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return list.split(",").flatMap((range) => {
    const [from = 0, to = from] = range.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** A command that runs on one core only. If `core` is undefined, the system chooses the core. */
export function onCore(core: number | undefined, command: readonly [string, ...string[]]): [string, ...string[]] {
  return core === undefined ? [...command] : ["taskset", "--cpu-list", String(core), ...command];
}
