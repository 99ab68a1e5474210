import type { Command } from "commander";
import { unknownRegion } from "../failures/unknown-region.js";
import { logIn, type LogOptions } from "./log-options.js";

/**
 * Warns of a region that is none of AWS's known regions, on stderr, before the command does anything. The region may be
 * misspelt, and is used all the same: AWS adds regions.
 *
 * `doctor` has a finding for it instead.
 */
export function warnOfRegions(command: Command): void {
  if (command.name() === "doctor") {
    return;
  }
  command.hook("preAction", async () => {
    const { region = [], price = {}, ...logging } = command.opts<RegionOptions>();
    const warnings = [
      ...warningsOf(
        "--region",
        region.filter((each) => each !== "all"),
      ),
      ...warningsOf("--price", Object.keys(price)),
    ];
    if (warnings.length > 0) {
      // The `--json` of other commands is about the standard output.
      const log = await logIn(hasLogOptions(command) ? logging : {});
      for (const warning of warnings) {
        log.warn(warning);
      }
    }
  });
}

interface RegionOptions extends LogOptions {
  readonly region?: readonly string[];
  readonly price?: Readonly<Record<string, number>>;
}

function warningsOf(option: string, regions: readonly string[]): readonly string[] {
  return Array.from(new Set(regions)).flatMap((region) => {
    const unknown = unknownRegion(region);
    return unknown === undefined ? [] : [`${option}: ${unknown.message}; ${unknown.remedy}`];
  });
}

function hasLogOptions({ options }: Command): boolean {
  return options.some((option) => option.name() === "log-level");
}
