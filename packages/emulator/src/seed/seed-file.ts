import { dirname, join } from "node:path";
import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import { firstViolation } from "./first-violation.js";
import { ManifestFile } from "./manifest-file.js";
import { readTextFile } from "./read-text-file.js";
import { seedSchema } from "./seed-schema.js";
import type { AccountSeed } from "./account-seed.js";
import type { DenialSeed } from "./denial-seed.js";
import type { OrganizationSeed } from "./organization-seed.js";

/** The contents of a seed file, as options for `createEmulator`. */
export interface SeedFile {
  readonly accounts: readonly AccountSeed[];
  /** `undefined` if the file has none. */
  readonly organization: OrganizationSeed | undefined;
  /** Empty if the file has none. */
  readonly denied: readonly DenialSeed[];
  /** The texts of manifests, by `BUCKET/KEY`; empty if the file has none. */
  readonly manifests: Readonly<Record<string, string>>;
  /** `undefined` if the file has none: any credentials are then accepted. */
  readonly credentials: readonly EmulatorCredentials[] | undefined;
}

/**
 * Reads a seed file: JSON that fits `seed.schema.json`, which is next to the `package.json` of this package.
 *
 * A dataset's `manifest` is the path of a file, from the folder of the seed file.
 *
 * @example
 * ```ts
 * import { createEmulator, loadSeed } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator(loadSeed("test/account.json"));
 * await emulator.close();
 * ```
 *
 * @throws TypeError that names the file and the place of the mistake, when it is not valid
 * @throws Error with the `code` of the file system, when it or a manifest cannot be read
 */
export function loadSeed(path: string): SeedFile {
  const text = readTextFile(path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return parseSeed(json, path, (manifest) => new ManifestFile(join(dirname(path), manifest)));
}

/**
 * Makes a seed from JSON.
 *
 * @param name the beginning of error messages
 * @param read reads the lines of a file that a dataset names as its `manifest`
 * @throws TypeError that names the place
 */
export function parseSeed(json: unknown, name: string, read?: (manifest: string) => ManifestFile): SeedFile {
  const violation = firstViolation(seedSchema(), json);
  if (violation !== undefined) {
    throw new TypeError(`${name}: ${violation.path === "" ? "the seed" : violation.path} ${violation.problem}`);
  }
  const {
    accounts,
    organization,
    denied = [],
    manifests = {},
    credentials,
  } = json as {
    readonly accounts: readonly AccountSeed[];
    readonly organization?: OrganizationSeed;
    readonly denied?: readonly DenialSeed[];
    readonly manifests?: Readonly<Record<string, string>>;
    readonly credentials?: readonly JsonCredentials[];
  };
  return {
    accounts: accounts.map((account, index) => revived(account, `accounts[${index}]`, name, read) as AccountSeed),
    organization: organization && (revived(organization, "organization", name, read) as OrganizationSeed),
    denied,
    manifests,
    credentials: credentials?.map(withTime),
  };
}

function withTime({ expiresAt, ...rest }: JsonCredentials): EmulatorCredentials {
  return { ...rest, expiresAt: typeof expiresAt === "string" ? Date.parse(expiresAt) : expiresAt };
}

type JsonCredentials = Omit<EmulatorCredentials, "expiresAt"> & { readonly expiresAt?: number | string };

/** A part of a seed, with its times and manifests as the code needs them. The schema has checked the rest. */
function revived(
  part: AccountSeed | OrganizationSeed,
  at: string,
  name: string,
  read: ((manifest: string) => ManifestFile) | undefined,
): unknown {
  return revive(part, at, (object, path) => {
    const { manifest, ...rest } = object;
    if (typeof manifest !== "string") {
      return object;
    }
    if (rest["entries"] !== undefined) {
      throw new TypeError(`${name}: ${path} has both entries and a manifest; give only one of them`);
    }
    if (read === undefined) {
      throw new TypeError(`${name}: ${path}.manifest names a file, but only a seed file may; give entries instead`);
    }
    return { ...rest, entries: read(manifest) };
  });
}

/** Members that are times, in milliseconds or as a text. */
const TIMES: ReadonlySet<string> = new Set(["createdAt", "updatedAt", "joinedAt", "from", "until"]);

function revive(value: unknown, path: string, change: (object: JsonObject, path: string) => JsonObject): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => revive(item, `${path}[${index}]`, change));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const members = Object.entries(change(value, path)).map(([name, member]): readonly [string, unknown] => {
    // Users choose the names of members inside these: none of them is a time or a manifest.
    if (name === "entries" || name === "document" || name === "tags") {
      return [name, member];
    }
    const isTime = TIMES.has(name) && typeof member === "string";
    return [name, isTime ? Date.parse(member) : revive(member, `${path}.${name}`, change)];
  });
  return Object.fromEntries(members);
}
