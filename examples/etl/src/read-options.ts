import { parseArgs } from "node:util";

export const USAGE = `Usage: etl [options]

Loads the projects, versions and dataset entries of one account and region into Postgres. If it is stopped or killed,
run it again: it goes on from what is committed.

  --aws            the usual AWS environment, instead of a made-up account
  --profile NAME   a profile of the AWS configuration
  --region REGION  an AWS region, with one of the above
  --rate N         requests per second for each operation (default: 5, the documented quota)
  --page-size N    items per page (default: 100)
  --again          begins anew, instead of going on

DATABASE_URL names the Postgres; without it, one is started on this machine.

Exit status: 0 complete; 3 something could not be read, see the table dead_letters; 1 not complete; 2 a mistake on the
command line; 129, 130 and 143 stopped by a signal.`;

/** What the command line says. */
export interface Given {
  readonly aws: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly ratePerSecond: number | undefined;
  readonly pageSize: number | undefined;
  readonly again: boolean;
  readonly help: boolean;
  /** `undefined` for one that is started on this machine. */
  readonly databaseUrl: string | undefined;
}

/** @throws Error for a mistake. */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Given {
  const { values } = parseArgs({
    args: [...args],
    options: {
      aws: { type: "boolean", default: false },
      profile: { type: "string" },
      region: { type: "string" },
      rate: { type: "string" },
      "page-size": { type: "string" },
      again: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { profile, region, again, help } = values;
  const aws = values.aws || profile !== undefined;
  if (!aws && region !== undefined) {
    throw new Error("--region goes with --profile NAME or --aws");
  }
  return {
    aws,
    profile,
    region,
    again,
    help,
    databaseUrl: databaseIn(env["DATABASE_URL"]),
    ratePerSecond: numberOf("--rate", values.rate, "a number above 0", (rate) => rate > 0),
    pageSize: numberOf(
      "--page-size",
      values["page-size"],
      "a whole number from 1 to 100",
      (size) => Number.isInteger(size) && size > 0 && size <= 100,
    ),
  };
}

function numberOf(
  name: string,
  text: string | undefined,
  what: string,
  isGood: (value: number) => boolean,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isFinite(value) || !isGood(value)) {
    throw new Error(`${name} must be ${what}, not ${JSON.stringify(text)}`);
  }
  return value;
}

/** A mistake in the URL is found here: the driver would take any text for the name of a database. */
function databaseIn(url: string | undefined): string | undefined {
  if (url === undefined || url === "") {
    return undefined;
  }
  if (!URL.canParse(url) || !["postgres:", "postgresql:"].includes(new URL(url).protocol)) {
    // The URL is not shown: it may have a password.
    throw new Error("DATABASE_URL is no address of a Postgres, such as postgres://user@host:5432/database");
  }
  return url;
}
