import type { EmulatorOptions } from "./emulator-options.js";

/** What can take the place of everything that an emulator holds. */
export type ReplacedSeed = Pick<EmulatorOptions, "accounts" | "organization" | "denied" | "manifests" | "credentials">;
