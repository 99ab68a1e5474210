import type { Command } from "commander";
import { wholeNumber } from "./options.js";
import { UsageError } from "./usage-error.js";

/** How many finished runs keep their journals. */
export interface KeepOption {
  readonly keep?: number;
}

/** Adds `--keep` to a command. */
export function keepOption(command: Command): Command {
  return command.option(
    "--keep <n>",
    "how many finished runs keep their journals in OUT/runs, the newest first (default: all)",
    wholeNumber,
  );
}

/** @throws UsageError if nothing can be kept, because the run has no folder. */
export function keepIn({ keep }: KeepOption, out: string): number | undefined {
  if (keep !== undefined && out === "-") {
    throw new UsageError(
      "--keep removes old journals from OUT/runs, and --out - is no folder; give a folder with --out, or leave --keep out",
    );
  }
  return keep;
}
