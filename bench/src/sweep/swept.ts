import type { Depth, DiscoverTargetsOptions } from "@rekognition-rx/inventory";
import { ACCOUNTS, REGIONS } from "../inventory/size.js";

export const DEPTH: readonly Depth[] = ["projects", "datasets"];

/** Requests a second of each key: more than a machine has. */
export const RATE = 10_000;

/** Projects of an account in a region, of two datasets each. */
export const PROJECTS = 10;

/** Every account in every region, by the way that the command goes: a role in each account. */
export function discovery(): Omit<DiscoverTargetsOptions, "signal"> {
  return {
    accounts: ACCOUNTS.map((accountId) => ({ accountId })),
    roleName: "inventory",
    regions: REGIONS,
    endpointUrl: process.env["AWS_ENDPOINT_URL_REKOGNITION"],
  };
}
