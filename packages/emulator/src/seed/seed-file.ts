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

/** What a seed file holds: options of `createEmulator`. */
export interface SeedFile {
  readonly accounts: readonly AccountSeed[];
  /** `undefined` where the file has none. */
  readonly organization: OrganizationSeed | undefined;
  readonly denied: readonly DenialSeed[];
  readonly manifests: Readonly<Record<string, string>>;
  /** `undefined` where the file has none: then any are good. */
  readonly credentials: readonly EmulatorCredentials[] | undefined;
}

/**
 * Reads a seed file: JSON by `seed.schema.json`, which the package has beside its `package.json`.
 *
 * @example
 * ```ts
 * import { createEmulator, loadSeed } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator(loadSeed("test/account.json"));
 * await emulator.close();
 * ```
 *
 * @throws TypeError that names the file and the place in it when it is not a good one
 * @throws Error with the `code` of the file system when it cannot be read
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
 * Makes a seed of JSON.
 *
 * @param name what messages begin with
 * @param read the lines of a file that a dataset names as its `manifest`
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

/** A part of a seed with its times and manifests as the code has them. The schema has vouched for the rest. */
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
      throw new TypeError(`${name}: ${path} has both entries and a manifest`);
    }
    if (read === undefined) {
      throw new TypeError(`${name}: ${path}.manifest names a file, which only a seed file may`);
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
    // What users wrote themselves, and may call what they like.
    if (name === "entries" || name === "document" || name === "tags") {
      return [name, member];
    }
    const isTime = TIMES.has(name) && typeof member === "string";
    return [name, isTime ? Date.parse(member) : revive(member, `${path}.${name}`, change)];
  });
  return Object.fromEntries(members);
}
