import type { EmulatorOptions } from "./emulator-options.js";

/** New contents of an emulator, in place of everything that it holds. */
export type ReplacedSeed = Pick<EmulatorOptions, "accounts" | "organization" | "denied" | "manifests" | "credentials">;

/** The members of a {@link ReplacedSeed}, and the time that `state()` adds to it, which is not read. */
export const seedMembers: Readonly<Record<keyof ReplacedSeed | "now", true>> = {
  accounts: true,
  organization: true,
  denied: true,
  manifests: true,
  credentials: true,
  now: true,
};
