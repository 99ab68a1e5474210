import type { AccountSeed } from "./account-seed.js";
import type { DenialSeed } from "./denial-seed.js";
import { lifelikeAccount } from "./lifelike-account.js";
import { lifelikeContents } from "./lifelike-contents.js";
import type { OrganizationAccountSeed, OrganizationSeed } from "./organization-seed.js";

/** How a {@link lifelikeOrganization} is made. */
export interface LifelikeOrganizationOptions {
  /** A whole number. Equal options make equal organizations, on every machine. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** How many accounts, 1 to 1000, the management account included. With 3 or more, one is suspended. @defaultValue 5 */
  readonly accounts?: number | undefined;
  /** Where they have projects. With two or more, one account is denied one of them. @defaultValue `["us-east-1", "eu-west-1"]` */
  readonly regions?: readonly string[] | undefined;
  /** Projects per account and region. @defaultValue 20 */
  readonly projects?: number | undefined;
}

/** What {@link lifelikeOrganization} makes: options of `createEmulator`. */
export interface LifelikeOrganization {
  /** One for each account and region. */
  readonly accounts: readonly AccountSeed[];
  readonly organization: OrganizationSeed;
  /** The denial of the last region to the last account; empty if there is only one region. */
  readonly denied: readonly DenialSeed[];
}

/**
 * Makes up an organization, for code that lists accounts, assumes a role in each, and reads their models.
 *
 * Every account has a {@link lifelikeAccount} in each region. Its datasets have entries and labels. Its projects have
 * policies, tags, and versions in every status, with F1 scores and inference units. The last account but one is suspended.
 * The last account is denied the last region.
 *
 * @example
 * ```ts
 * import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator(lifelikeOrganization({ accounts: 3, regions: ["us-east-1", "eu-west-1"] }));
 * await emulator.close();
 * ```
 *
 * @throws RangeError when a number is not a whole number, or `accounts` is not from 1 to 1000
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

/** The management account is the default account, to which any access key belongs. */
const FIRST_ACCOUNT = 111_122_223_333;
const ACCOUNT_STEP = 111_111_111;
const MOST_ACCOUNTS = 1_000;
