/** The states of an account of an organization, as AWS Organizations names them. */
export const ACCOUNT_STATES = ["PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"] as const;

/** A state of an account of an organization. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An organization: the accounts that `ListAccounts` lists. Only their roles may be assumed. */
export interface OrganizationSeed {
  /** @defaultValue `"o-exampleorgid"` */
  readonly id?: string | undefined;
  /** The account that may list the others. @defaultValue the first one */
  readonly managementAccountId?: string | undefined;
  /** In the order in which they are listed. */
  readonly accounts: readonly OrganizationAccountSeed[];
}

/** An account of an organization. */
export interface OrganizationAccountSeed {
  /** Twelve digits. */
  readonly accountId: string;
  /** @defaultValue made from the account id */
  readonly name?: string | undefined;
  /** @defaultValue made from the account id */
  readonly email?: string | undefined;
  /** Roles can be assumed only if the account is `ACTIVE`. @defaultValue `"ACTIVE"` */
  readonly state?: AccountState | undefined;
  /** A `Date`, or milliseconds since the epoch. @defaultValue 2025-01-01T00:00:00Z */
  readonly joinedAt?: Date | number | undefined;
  /** The roles that may be assumed. @defaultValue any */
  readonly roles?: readonly RoleSeed[] | undefined;
}

/** A role that may be assumed. */
export interface RoleSeed {
  /** Its name, without the path. */
  readonly name: string;
  /** The `ExternalId` that a request must have. @defaultValue any, or none */
  readonly externalId?: string | undefined;
}

/** The members of an {@link OrganizationSeed}. */
export const organizationMembers: Readonly<Record<keyof OrganizationSeed, true>> = {
  id: true,
  managementAccountId: true,
  accounts: true,
};

/** The members of an {@link OrganizationAccountSeed}. */
export const organizationAccountMembers: Readonly<Record<keyof OrganizationAccountSeed, true>> = {
  accountId: true,
  name: true,
  email: true,
  state: true,
  joinedAt: true,
  roles: true,
};

/** The members of a {@link RoleSeed}. */
export const roleMembers: Readonly<Record<keyof RoleSeed, true>> = { name: true, externalId: true };
