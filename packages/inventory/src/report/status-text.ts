import type { SweepStatus } from "../sweep/sweep-engine.js";
import { count, duration, formatted } from "../text/count.js";
import { oneLine } from "../text/one-line.js";
import { newTable, tableText } from "./plain-table.js";

/** How far a sweep has come, as a table for a terminal. Ends with a line end. */
export function statusText(status: SweepStatus): string {
  const { runId, targets, isDiscovered, shards, walks, steps, pace, workers, slowest } = status;
  const table = newTable({ colAligns: ["left", "right", "right"] });
  table.push(
    ["accounts and regions", formatted(targets), isDiscovered ? "" : "and more"],
    ["shards, of which", formatted(shards.queued + shards.active + shards.idle), ""],
    ["  waiting", formatted(shards.queued), ""],
    ["  being read", formatted(shards.active), ""],
    ["  with nothing to read now", formatted(shards.idle), ""],
    ["lists read", formatted(walks.ended), `of ${formatted(walks.known)}`],
    ["pages", formatted(steps), `${pace.toFixed(1)}/s`],
  );
  const blocks = [`Run ${runId}: ${stateOf(status)}`, tableText(table)];
  if (workers.length > 0) {
    const rows = newTable({
      head: ["Workers", "shards", "pages", "pages/s", "seen"],
      colAligns: ["left", "right", "right", "right", "right"],
    });
    for (const { name, shards: own, steps: read, pace: each, silentFor } of workers) {
      const seen = silentFor > SILENT ? `${Math.round(silentFor)} s ago` : "now";
      rows.push([oneLine(name), formatted(own), formatted(read), each.toFixed(1), seen]);
    }
    blocks.push(tableText(rows));
  }
  if (slowest.length > 0) {
    const rows = newTable({
      head: ["Most is left of", "lists", "pages", "worker"],
      colAligns: ["left", "right", "right"],
    });
    for (const { key, openWalks, steps: read, worker } of slowest) {
      rows.push([oneLine(key), formatted(openWalks), formatted(read), worker === null ? "" : oneLine(worker)]);
    }
    blocks.push(tableText(rows));
  }
  return `${blocks.join("\n\n")}\n`;
}

/** The same in one line, for a log. */
export function statusLine({ targets, isDiscovered, shards, walks, steps, workers }: SweepStatus): string {
  return [
    `${count(targets, "target")}${isDiscovered ? "" : " so far"}`,
    count(steps, "page"),
    `${formatted(walks.ended)} of ${count(walks.known, "list")}`,
    `${count(shards.active, "shard")} being read, ${formatted(shards.queued)} waiting`,
    count(workers.length, "worker"),
  ].join(", ");
}

function stateOf({ endedAt, failure, secondsLeft, isDiscovered, targets, workers }: SweepStatus): string {
  if (failure !== null) {
    return `given up: ${oneLine(failure)}`;
  }
  if (endedAt !== null) {
    return `ended at ${endedAt}`;
  }
  if (!isDiscovered && targets === 0) {
    return "its accounts and regions are being looked up";
  }
  if (secondsLeft === null && workers.length > 0) {
    return "its first pages are being read";
  }
  return secondsLeft === null ? "nobody works on it" : `at least ${duration(secondsLeft * 1_000)} left`;
}

/** Seconds: a worker reports more often than this that it is alive. */
const SILENT = 5;
