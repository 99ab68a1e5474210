import type { DatasetSeed } from "./dataset-seed.js";
import type { PolicySeed } from "./policy-seed.js";
import type { VersionSeed } from "./version-seed.js";

/** A project, as a test or a seed describes it. */
export interface ProjectSeed {
  /** 1 to 255 characters of `[a-zA-Z0-9_.-]`, unique in its account and region. */
  readonly name: string;
  /**
   * When it was created: a `Date`, or milliseconds since the epoch. Listings are sorted by this time.
   *
   * @defaultValue in an {@link AccountSeed}, 2026-01-01T00:00:00Z for the first project and one minute later for each next
   * one; in `put`, the time of the emulator's clock
   */
  readonly createdAt?: Date | number | undefined;
  /** A status in a seed stays until a write changes it. @defaultValue `"CREATED"` */
  readonly status?: ProjectStatus | undefined;
  /** @defaultValue `"CUSTOM_LABELS"` */
  readonly feature?: Feature | undefined;
  /** Whether a Content Moderation adapter retrains itself. Leave it out for Custom Labels; the answer then leaves it out, too. */
  readonly autoUpdate?: AutoUpdate | undefined;
  /** At most one of each type. @defaultValue none */
  readonly datasets?: readonly DatasetSeed[] | undefined;
  /** Its models or adapters, each with its own name. @defaultValue none */
  readonly versions?: readonly VersionSeed[] | undefined;
  /** The policies attached to it, each with its own name. @defaultValue none */
  readonly policies?: readonly PolicySeed[] | undefined;
  /** @defaultValue none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The statuses of a project, as the service names them. */
export const PROJECT_STATUSES = ["CREATING", "CREATED", "DELETING"] as const;

/** A status of a project. */
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** What a project customises, as the service names it. */
export const FEATURES = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;

/** What a project customises. */
export type Feature = (typeof FEATURES)[number];

/** Whether an adapter retrains itself, as the service names it. */
export const AUTO_UPDATES = ["ENABLED", "DISABLED"] as const;

/** Whether an adapter retrains itself. */
export type AutoUpdate = (typeof AUTO_UPDATES)[number];
