import type { Command } from "commander";
import { DEPTHS, type Depth } from "../crawl/depth.js";
import type { RunOrigin } from "./run-options.js";
import { depth, httpUrl, list, notEmpty, profile, region, seconds } from "./options.js";
import { UsageError } from "./usage-error.js";

/** Which accounts and regions are asked, and how deep. */
export interface TargetOptions {
  readonly profile?: readonly string[];
  readonly region?: readonly string[];
  readonly accounts?: string;
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly endpointUrl?: string;
  readonly depth?: readonly string[];
  readonly requestTimeout: number;
}

export function targetOptions(command: Command): Command {
  return command
    .option("--profile <name>", "profile of the AWS configuration; several, or a list with commas", list(profile))
    .option("--region <name>", 'AWS region; several, a list, or "all" (every region with Custom Labels)', list(region))
    .option("--accounts <file>", "a file of account ids: 12 digits per line, an optional name after a comma", notEmpty)
    .option("--organization", "all accounts of the organization, by AWS Organizations")
    .option(
      "--role-name <name>",
      "the role to assume in each account (with --organization: OrganizationAccountAccessRole)",
      notEmpty,
    )
    .option("--external-id <id>", "the external id that the trust policy of the role asks for", notEmpty)
    .option("--endpoint-url <url>", "a server to ask instead of AWS, for all services", httpUrl)
    .option("--depth <list>", `what to read: ${DEPTHS.join(", ")}, or all (default: projects)`, list(depth))
    .option("--request-timeout <seconds>", "for each request", seconds, 60);
}

/** @throws UsageError where the options contradict each other */
export function targetsIn(options: TargetOptions): RunOrigin["targets"] {
  const {
    profile,
    region: regions,
    accounts,
    organization,
    roleName,
    externalId,
    endpointUrl,
    requestTimeout,
  } = options;
  if (accounts !== undefined && organization === true) {
    throw new UsageError("--accounts and --organization both say which accounts there are; give one of them");
  }
  return {
    ...(profile === undefined ? {} : { profiles: profile }),
    ...(regions === undefined ? {} : { regions: regions.includes("all") ? "all" : regions }),
    ...(accounts === undefined ? {} : { accountsFile: accounts }),
    ...(organization === undefined ? {} : { organization }),
    ...(roleName === undefined ? {} : { roleName }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    requestTimeout: requestTimeout * 1_000,
  };
}

export function depthIn({ depth: given = ["projects"] }: TargetOptions): readonly Depth[] {
  return DEPTHS.filter((each) => each === "projects" || given.includes(each) || given.includes("all"));
}
