import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of every NDJSON table of a folder, sorted, without what differs from run to run. */
export function sweptTables(folder: string): Readonly<Record<string, readonly string[]>> {
  const tables = readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  return Object.fromEntries(
    tables.map((name) => [
      name,
      readFileSync(join(folder, name), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.stringify(withoutRun(JSON.parse(line) as Readonly<Record<string, unknown>>)))
        .toSorted(),
    ]),
  );
}

function withoutRun(row: Readonly<Record<string, unknown>>): unknown {
  const { run_id: _run, run_started_at: _start, seen_at: _seen, elapsed_ms: _ms, ...rest } = row;
  // How often it was asked is not what was found, and a model that runs does so a little longer.
  const { requests: _requests, throttles: _throttles, in_service_unit_hours: _hours, ...found } = rest;
  return found;
}
