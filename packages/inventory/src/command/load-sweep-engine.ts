import type { SweepEngine } from "../sweep/sweep-engine.js";
import { UsageError } from "./usage-error.js";

/**
 * The engine of `--sweep`. Its package is loaded for this option alone, and need not be installed.
 *
 * @throws UsageError if it is not installed, or is of another release.
 */
export async function loadSweepEngine(): Promise<SweepEngine> {
  let loaded: unknown;
  try {
    loaded = await import(PACKAGE);
  } catch (error) {
    if (isMissing(error)) {
      throw new UsageError(`--sweep needs a package that is not installed: npm install ${PACKAGE}`);
    }
    throw error;
  }
  if (!isSweepModule(loaded)) {
    throw new UsageError(`the ${PACKAGE} that is installed is of another release; install the one of this command's`);
  }
  return loaded.sweepEngine;
}

// The only reference to a package that depends on this one: it is loaded by its name, and only for `--sweep`.
const PACKAGE: string = "@rekognition-rx/sweep";

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_MODULE_NOT_FOUND" &&
    error.message.includes(`'${PACKAGE}'`)
  );
}

function isSweepModule(value: unknown): value is { readonly sweepEngine: SweepEngine } {
  const engine: unknown = typeof value === "object" && value !== null && "sweepEngine" in value && value.sweepEngine;
  return typeof engine === "object" && engine !== null && "open" in engine && typeof engine.open === "function";
}
