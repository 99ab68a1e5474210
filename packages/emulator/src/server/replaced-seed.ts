import type { EmulatorOptions } from "./emulator-options.js";

/** New contents of an emulator, in place of everything that it holds. */
export type ReplacedSeed = Pick<EmulatorOptions, "accounts" | "organization" | "denied" | "manifests" | "credentials">;
