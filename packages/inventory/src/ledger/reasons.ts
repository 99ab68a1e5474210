import type { Lacking } from "./lacking.js";

/** What is missing for one reason, in all its places. */
export interface Reason extends Omit<Lacking, "where"> {
  /** The places, in the order of the ledger. */
  readonly places: readonly string[];
}

/**
 * What is missing, by its reason. If the reason is the same in many accounts and regions, there is one entry, with the
 * words of the first. If nobody has made a role, it is missing in all accounts: a user must not read that five hundred
 * times.
 */
export function reasonsIn(lacking: readonly Lacking[]): readonly Reason[] {
  const reasons = new Map<string, { readonly first: Lacking; count: number; readonly places: string[] }>();
  for (const each of lacking) {
    const key = JSON.stringify([each.outcome, each.operation, each.message.replaceAll(PLACE, "*")]);
    const reason = reasons.get(key) ?? { first: each, count: 0, places: [] };
    reason.count += each.count;
    reason.places.push(each.where);
    reasons.set(key, reason);
  }
  return Array.from(reasons.values(), ({ first: { isMissing, outcome, operation, message }, count, places }) => ({
    isMissing,
    outcome,
    operation,
    message,
    count,
    places,
  }));
}

/** What a sentence says about its place: the id of an account, the name of a region. */
const PLACE = /\b(?:\d{12}|[a-z]{2}(?:-[a-z]+)+-\d)\b/g;
