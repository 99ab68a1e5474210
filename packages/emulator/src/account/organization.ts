import type { OrganizationAccountSeed, OrganizationSeed } from "../seed/organization-seed.js";
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
  constructor({ id = "o-exampleorgid", managementAccountId, accounts }: OrganizationSeed) {
    this.id = id;
    this.managementAccountId = managementAccountId ?? accounts[0]?.accountId ?? "";
    const ids = new Set<string>();
    for (const { accountId } of accounts) {
      checkAccountId(accountId);
      if (ids.has(accountId)) {
        throw new TypeError(`the organization has the account ${accountId} twice`);
      }
      ids.add(accountId);
    }
    if (!ids.has(this.managementAccountId)) {
      throw new TypeError(`the management account "${this.managementAccountId}" is not an account of the organization`);
    }
    this.accounts.addAll(accounts.map((each, index) => ({ ...each, rank: index, id: each.accountId })));
  }

  account(accountId: string): OrganizationAccount | undefined {
    return this.accounts.all().find((each) => each.accountId === accountId);
  }
}
