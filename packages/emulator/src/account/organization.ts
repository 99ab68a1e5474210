import {
  organizationAccountMembers,
  type OrganizationAccountSeed,
  organizationMembers,
  type OrganizationSeed,
  roleMembers,
} from "../seed/organization-seed.js";
import { checkMembers } from "../wire/check-members.js";
import type { Cursor } from "./cursor.js";
import { checkAccountId } from "./account-region.js";
import { SortedItems } from "./sorted-items.js";

/** An account of an organization. */
export interface OrganizationAccount extends Cursor, OrganizationAccountSeed {}

/** An organization, with its accounts in their order. */
export class Organization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly accounts: SortedItems<OrganizationAccount> = new SortedItems();

  /** @throws TypeError for accounts that are not valid */
  constructor(seed: OrganizationSeed) {
    checkMembers("the organization", seed, organizationMembers);
    const { id = "o-exampleorgid", managementAccountId, accounts } = seed;
    this.id = id;
    this.managementAccountId = managementAccountId ?? accounts[0]?.accountId ?? "";
    const ids = new Set<string>();
    for (const each of accounts) {
      const { accountId, roles = [] } = each;
      checkMembers(`the account ${accountId} of the organization`, each, organizationAccountMembers);
      for (const role of roles) {
        checkMembers(`a role of the account ${accountId}`, role, roleMembers);
      }
      checkAccountId(accountId);
      if (ids.has(accountId)) {
        throw new TypeError(`the organization has the account ${accountId} twice`);
      }
      ids.add(accountId);
    }
    if (!ids.has(this.managementAccountId)) {
      throw new TypeError(`the management account "${this.managementAccountId}" is not an account of the organization`);
    }
    this.accounts.addAll(accounts.map((each, rank) => Object.assign({ rank, id: each.accountId }, each)));
  }

  account(accountId: string): OrganizationAccount | undefined {
    return this.accounts.all().find((each) => each.accountId === accountId);
  }
}
