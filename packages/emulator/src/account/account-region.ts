/** An account in a region: what a project belongs to. */
export interface AccountRegion {
  readonly accountId: string;
  readonly region: string;
}

/** The account of every access key that names no other. AWS's own examples use it. */
export const DEFAULT_ACCOUNT_ID = "111122223333";

/** The region of a seed that names none. */
export const DEFAULT_REGION = "us-east-1";

/** @throws TypeError when the account or the region is not valid */
export function checkAccountRegion({ accountId, region }: AccountRegion): void {
  checkAccountId(accountId);
  if (!/^[a-z\d-]+$/.test(region)) {
    throw new TypeError(`"${region}" is not a region; it must be made of a-z, 0-9 and "-"`);
  }
}

/** @throws TypeError */
export function checkAccountId(accountId: string): void {
  if (!/^\d{12}$/.test(accountId)) {
    throw new TypeError(`"${accountId}" is not an account id; it must be twelve digits`);
  }
}

/** The partition of a region, by the region's prefix, as in the SDKs' own partition tables. */
export function partition(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

const PARTITIONS = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
] as const;
