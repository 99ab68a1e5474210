import type { ColumnsOf, Found } from "./table.js";

/** The account and the region of a row. */
export interface Place {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
}

export const placeColumns: ColumnsOf<Place> = {
  accountId: { type: "string", nullable: false, about: "The account it was found in: twelve digits, as text." },
  region: { type: "string", nullable: false, about: "The region it was found in." },
};

/** @param arn - gives the account, if the target does not. */
export function placeOf({ accountId, region }: Found, arn: string): Place {
  return { accountId: accountId ?? partsOf(arn).account, region };
}

/** The parts that every ARN has. */
export function partsOf(arn: string): { readonly partition: string; readonly account: string } {
  const [, partition = "", , , account = ""] = arn.split(":", 5);
  return { partition, account };
}
