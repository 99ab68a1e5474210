import type { InventoryClient } from "../inventory/inventory-client.js";
import { writeInventory, type WriteInventoryOptions } from "../inventory/write-inventory.js";
import { LiveProgress } from "../progress/live-progress.js";
import { PlainProgress } from "../progress/plain-progress.js";
import { type FailureContext, failureSentence } from "../report/failure-sentence.js";
import type { OutputStream } from "../report/output-stream.js";
import { summaryText } from "../report/summary-text.js";
import { isInterruption, onInterruption } from "./interruption.js";

/** What {@link runInventory} runs with. */
export interface RunInventoryOptions extends Pick<WriteInventoryOptions, "client" | "retry" | "signal"> {
  /** The folder of the files. @defaultValue "out" */
  readonly out?: string | undefined;
  /** @defaultValue process.stdout */
  readonly stdout?: OutputStream | undefined;
  /** @defaultValue process.stderr */
  readonly stderr?: OutputStream | undefined;
  /** Milliseconds, for what is shown. @defaultValue performance.now */
  readonly now?: (() => number) | undefined;
}

/**
 * What the command `rekognition-inventory` does with a client: {@link writeInventory} with progress,
 * a table of what was found, and for a failure one sentence on `stderr` that says what to do.
 *
 * On a terminal the progress is one line that changes; elsewhere it is a line a second at most.
 * Ctrl-C stops it: nothing is left half-written.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { runInventory } from "@rekognition-rx/inventory";
 *
 * process.exitCode = await runInventory({ client: rekognitionClient({ region: "eu-west-1" }), out: "out" });
 * ```
 *
 * @returns the exit code: 0, 1 for a failure, 130 after Ctrl-C. Never rejects.
 */
export async function runInventory(options: RunInventoryOptions): Promise<number> {
  const { out = "out", stdout = process.stdout, stderr = process.stderr, now = () => performance.now() } = options;
  const interruption = onInterruption();
  const signal =
    options.signal === undefined ? interruption.signal : AbortSignal.any([options.signal, interruption.signal]);
  const live = stdout.isTTY === true && process.env["TERM"] !== "dumb";
  const startedAt = now();
  const progress = live ? new LiveProgress(stdout, now) : new PlainProgress(stdout, now);
  try {
    const summary = await writeInventory({
      client: options.client,
      retry: options.retry,
      out,
      signal,
      onProgress: (state) => progress.show(state),
    });
    progress.end();
    stdout.write(summaryText(summary, now() - startedAt, live && stdout.hasColors?.() === true));
    return 0;
  } catch (error) {
    progress.end();
    if (signal.aborted && error === signal.reason) {
      stderr.write(`${PREFIX}stopped; nothing was written, and files of an earlier run are as they were\n`);
      return isInterruption(error) ? error.exitCode : 130;
    }
    stderr.write(`${PREFIX}${failureSentence(error, await contextOf(options.client))}\n`);
    return 1;
  } finally {
    interruption.stopListening();
  }
}

const PREFIX = "rekognition-inventory: ";

/** What a client of the SDK knows about itself; nothing, if it is a double. */
async function contextOf(client: InventoryClient): Promise<FailureContext> {
  const { config } = client as { readonly config?: { readonly region?: unknown; readonly profile?: unknown } };
  const profile = config?.profile ?? process.env["AWS_PROFILE"];
  const region = typeof config?.region === "function" ? await regionOf(config.region) : config?.region;
  return {
    profile: typeof profile === "string" && profile !== "" ? profile : undefined,
    region: typeof region === "string" ? region : undefined,
  };
}

async function regionOf(provider: Function): Promise<unknown> {
  try {
    return await (provider as () => unknown)();
  } catch {
    // That there is none may be what failed.
    return undefined;
  }
}
