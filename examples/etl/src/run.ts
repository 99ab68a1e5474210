import { constants } from "node:os";
import { causesOf } from "@rekognition-rx/core";
import { etl } from "./etl.js";
import { startPostgres } from "./here/embedded-postgres.js";
import { openSource } from "./here/source.js";
import { inOneSentence } from "./in-one-sentence.js";
import { counted } from "./metrics.js";
import { type Given, readOptions, USAGE } from "./read-options.js";
import type { Warehouse } from "./warehouse/warehouse.js";
import { WarehouseError } from "./warehouse/warehouse-error.js";

/**
 * The program from its arguments to its exit status.
 *
 * @param openWarehouse - makes the warehouse, for callers that use a class derived from it.
 */
export async function run(
  args: readonly string[],
  openWarehouse?: (connectionString: string) => Warehouse,
): Promise<number> {
  let given: Given;
  try {
    given = readOptions(args, process.env);
  } catch (error) {
    console.error(`etl: ${inOneSentence(error)}; --help lists the options`);
    return 2;
  }
  if (given.help) {
    console.log(USAGE);
    return 0;
  }
  const stopped = new AbortController();
  const bySignal = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        stopped.abort(new Error(`stopped by ${signal}`));
        // The database may not answer. It is safe to leave then: a transaction that is not committed changes nothing.
        const leave = (): void => {
          console.error(`etl: stopped by ${signal}, while the database did not answer`);
          resolve(128 + constants.signals[signal]);
        };
        setTimeout(leave, LONGEST_FAREWELL).unref();
      });
    }
  });
  return await Promise.race([runUntil(stopped.signal, given, openWarehouse), bySignal]);
}

async function runUntil(
  signal: AbortSignal,
  given: Given,
  openWarehouse: ((connectionString: string) => Warehouse) | undefined,
): Promise<number> {
  const closing: (() => Promise<void>)[] = [];
  let isLoading = false;
  try {
    const source = await openSource(given);
    closing.push(() => source.close());
    let connectionString = given.databaseUrl;
    if (connectionString === undefined) {
      const postgres = await startPostgres("out/etl");
      closing.push(() => postgres.stop());
      ({ connectionString } = postgres);
    }
    signal.throwIfAborted();
    console.log(`Loading ${source.title}, into ${withoutPassword(connectionString)}`);
    isLoading = true;
    const { metrics, deadLetters } = await etl({ ...given, ...source, connectionString, signal, openWarehouse });
    console.log(metrics.pages === 0 ? "It was complete already; --again begins anew." : String(metrics));
    if (deadLetters > 0) {
      console.error(
        `etl: ${counted(deadLetters, "record")} could not be read, in this run or earlier ones; the table dead_letters has each once, with the reason`,
      );
      if (given.aws) {
        return 3;
      }
      console.log(
        "With your own account, the exit status is 3. The made-up account has such lines on purpose: it is 0.",
      );
    }
    return 0;
  } catch (error) {
    const isWorthIt = isLoading && !causesOf(error).some((cause) => cause instanceof WarehouseError && !cause.mayPass);
    const advice = isWorthIt ? "; run it again: it goes on from what is committed" : "";
    console.error(`etl: ${inOneSentence(error)}${advice}`);
    const reason: unknown = signal.reason;
    const name = reason instanceof Error ? /SIG\w+/.exec(reason.message)?.[0] : undefined;
    return signal.aborted ? 128 + (constants.signals[name as NodeJS.Signals] ?? 0) : 1;
  } finally {
    for (const close of closing.toReversed()) {
      await close().catch(() => undefined);
    }
  }
}

/** A connection string that may be shown. */
function withoutPassword(connectionString: string): string {
  const url = new URL(connectionString);
  url.password = "";
  url.searchParams.delete("password");
  return url.href;
}

/** Milliseconds. */
const LONGEST_FAREWELL = 800;
