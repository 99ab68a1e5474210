import type { AccountRegion } from "./account-region.js";

/** The bucket that the console makes for an account in a region. */
export function consoleBucket({ accountId, region }: AccountRegion): string {
  return `custom-labels-console-${region}-${accountId}`;
}
