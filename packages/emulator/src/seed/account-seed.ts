import type { ProjectSeed } from "./project-seed.js";

/** What one account holds in one region when the emulator starts. */
export interface AccountSeed {
  /** Twelve digits. @defaultValue `"111122223333"`, the account of every access key that names no other */
  readonly accountId?: string | undefined;
  /** The region of the projects. @defaultValue `"us-east-1"` */
  readonly region?: string | undefined;
  /** In any order: a listing sorts them by creation time. */
  readonly projects: readonly ProjectSeed[];
}

/** The members of an {@link AccountSeed}. */
export const accountMembers: Readonly<Record<keyof AccountSeed, true>> = {
  accountId: true,
  region: true,
  projects: true,
};
