import type { AccountSeed } from "./account-seed.js";
import type { DenialSeed } from "./denial-seed.js";
import { lifelikeAccount } from "./lifelike-account.js";
import { lifelikeContents } from "./lifelike-contents.js";
import type { OrganizationAccountSeed, OrganizationSeed } from "./organization-seed.js";

/** How a {@link lifelikeOrganization} is made. */
export interface LifelikeOrganizationOptions {
  /** A whole number. Equal options make equal organizations, on every machine. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** How many accounts, the management account among them; from 3 on, one is suspended. @defaultValue 5 */
  readonly accounts?: number | undefined;
  /** Where they have projects; from two on, one of them is denied to one account. @defaultValue `["us-east-1", "eu-west-1"]` */
  readonly regions?: readonly string[] | undefined;
  /** Projects of an account in a region. @defaultValue 20 */
  readonly projects?: number | undefined;
}

/** What {@link lifelikeOrganization} makes: options of `createEmulator`. */
export interface LifelikeOrganization {
  readonly accounts: readonly AccountSeed[];
  readonly organization: OrganizationSeed;
  readonly denied: readonly DenialSeed[];
}

/**
 * Makes up an organization: for whoever lists accounts, assumes a role in each, and looks what models they have.
 *
 * Every account has in each region a {@link lifelikeAccount} whose datasets have entries and labels, with versions in
 * every status with F1 scores and inference units, policies and tags. The account before the last is suspended, the
 * last one is denied the last region.
 *
 * @example
 * ```ts
 * import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator(lifelikeOrganization({ accounts: 3, regions: ["us-east-1", "eu-west-1"] }));
 * await emulator.close();
 * ```
 *
 * @throws RangeError when a number is not a whole one, or there is no account
 */
export function lifelikeOrganization(options: LifelikeOrganizationOptions = {}): LifelikeOrganization {
  const { seed = 1, accounts: count = 5, regions = ["us-east-1", "eu-west-1"], projects = 20 } = options;
  if (!Number.isSafeInteger(count) || count < 1 || count > MOST_ACCOUNTS) {
    throw new RangeError(`accounts is ${count}; it must be a whole number from 1 to ${MOST_ACCOUNTS}`);
  }
  const ids = Array.from({ length: count }, (_, index) => String(FIRST_ACCOUNT + index * ACCOUNT_STEP));
  const suspended = count < 3 ? undefined : ids.at(-2);
  const [last, lastRegion] = [ids.at(-1), regions.at(-1)];
  const accounts = ids.flatMap((accountId) =>
    regions.map((region) => lifelikeContents(lifelikeAccount({ seed, accountId, region, projects }), seed)),
  );
  const organization = ids.map((accountId, index): OrganizationAccountSeed => ({
    accountId,
    name: NAMES[index] ?? `team-${index}`,
    email: `aws+${NAMES[index] ?? `team-${index}`}@example.com`,
    state: accountId === suspended ? "SUSPENDED" : "ACTIVE",
    joinedAt: Date.UTC(2023, 0, 1 + index),
  }));
  return {
    accounts,
    organization: { accounts: organization },
    denied: regions.length < 2 ? [] : [{ accountId: last, region: lastRegion }],
  };
}

const NAMES = ["management", "production", "staging", "research", "sandbox"] as const;

/** The management account is the one that any access key belongs to. */
const FIRST_ACCOUNT = 111_122_223_333;
const ACCOUNT_STEP = 111_111_111;
const MOST_ACCOUNTS = 1_000;
