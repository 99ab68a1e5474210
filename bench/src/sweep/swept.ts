import type { Depth, DiscoverTargetsOptions } from "@rekognition-rx/inventory";
import { ACCOUNTS, REGIONS } from "../inventory/size.js";

export const DEPTH: readonly Depth[] = ["projects", "datasets"];

/** Requests per second of each key: more than a machine can send. */
export const RATE = 10_000;

/** Projects per account and region, each with two datasets. */
export const PROJECTS = 30;

/**
 * Every account in every region, entered as the command does it: by a role in each account.
 *
 * @param part - which part of the accounts, from 0, and of how many.
 */
export function discovery([part, parts]: readonly [number, number] = [0, 1]): Omit<DiscoverTargetsOptions, "signal"> {
  return {
    accounts: ACCOUNTS.filter((_, at) => at % parts === part).map((accountId) => ({ accountId })),
    roleName: "inventory",
    regions: REGIONS,
    endpointUrl: process.env["AWS_ENDPOINT_URL_REKOGNITION"],
  };
}
