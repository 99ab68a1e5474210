import type { LedgerEntry } from "./ledger-entry.js";

/** Where something was asked: `111122223333 eu-west-1`; the id of the target if its account is not known. */
export function placeOf({ accountId, region, target }: Pick<LedgerEntry, "accountId" | "region" | "target">): string {
  return accountId === null ? target : [accountId, ...(region === null ? [] : [region])].join(" ");
}
