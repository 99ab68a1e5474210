import type { Target } from "../crawl/target.js";
import { placeOf } from "../ledger/place-of.js";

/** `111122223333 eu-west-1`; the id of the target if its account is not known. */
export function targetName({ accountId, region, id }: Target): string {
  return placeOf({ accountId: accountId ?? null, region: region ?? null, target: id ?? region ?? "" });
}
