import { InvalidArgumentError } from "commander";
import { DEPTHS } from "../crawl/depth.js";
import { customLabelsRegions } from "../failures/custom-labels-regions.js";
import { LISTED_TABLES } from "../views/tables/listed-by.js";
import { VIEW_FORMATS } from "../views/write-views.js";
import { FAIL_ON } from "./fail-on.js";
import { LOG_LEVELS } from "./log.js";
import { POLICY_KINDS } from "./policy-kinds.js";
import { UsageError } from "./usage-error.js";
import { type ValueParser, valueParser } from "./value-parser.js";

// How a text on the command line is read. A parser refuses a text that it cannot use, and says what it takes.

/** An option that is repeated, has a list with commas, or both. */
export function list(each: ValueParser<string>): ValueParser<readonly string[]> {
  return valueParser({ ...each.traits, isList: true }, (text, before = []) => [
    ...before,
    ...text.split(",").map((part) => each(part.trim())),
  ]);
}

export function notEmpty(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}

export const profile: ValueParser<string> = valueParser({ isProfile: true }, notEmpty);
export const depth: ValueParser<string> = oneOf([...DEPTHS, "all"]);
export const listedTable: ValueParser<string> = oneOf([...LISTED_TABLES, "all"]);
export const format: ValueParser<string> = oneOf(VIEW_FORMATS);
export const logLevel: ValueParser<string> = oneOf(LOG_LEVELS);
export const policyKind: ValueParser<string> = oneOf(POLICY_KINDS);
export const failOn: ValueParser<string> = oneOf([...FAIL_ON, "never"]);

function oneOf(known: readonly string[]): ValueParser<string> {
  return valueParser({ known }, (text) => {
    if (!known.includes(text)) {
      throw new InvalidArgumentError(`It takes ${known.join(", ")}, and not ${JSON.stringify(text)}.`);
    }
    return text;
  });
}

export const region: ValueParser<string> = valueParser({ known: [...customLabelsRegions, "all"] }, (text) => {
  if (text !== "all" && !/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(text)) {
    throw new InvalidArgumentError(`It takes AWS regions such as eu-west-1, or all, and not ${JSON.stringify(text)}.`);
  }
  return text;
});

export function httpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    if (text.includes("@")) {
      // What is before the @ may be a password. Not an InvalidArgumentError: commander would repeat the text.
      throw new UsageError("--endpoint-url must be a URL such as http://127.0.0.1:4566, without a user or a password");
    }
    throw new InvalidArgumentError("It must be a URL such as http://127.0.0.1:4566.");
  }
  if (url.username !== "" || url.password !== "") {
    // Not an InvalidArgumentError: commander would repeat the text.
    throw new UsageError("--endpoint-url must not have a user or a password in it: it is written into the journal");
  }
  return text;
}

export const database: ValueParser<string> = databaseUrl(
  ["env"],
  "--to takes a URL such as postgres://user@host/database, or env for the one that is in DATABASE_URL",
);

export const sweepDatabase: ValueParser<string> = databaseUrl(
  ["env", "embedded"],
  "--sweep takes a URL such as postgres://user@host/database, env for the one that is in DATABASE_URL, or embedded",
);

function databaseUrl(words: readonly string[], what: string): ValueParser<string> {
  return valueParser({ isSecret: true }, (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!words.includes(text) && (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol))) {
      throw new UsageError(what);
    }
    return text;
  });
}

/** A number above 0 that a timer can hold. */
export function seconds(text: string): number {
  return positive(text, "a number of seconds", 2_000_000);
}

export function rate(text: string): number {
  return positive(text, "a number of requests a second", 10_000);
}

/** `REGION=USD`, repeated or as a list. */
export const prices: ValueParser<Prices> = valueParser({ isList: true, isTable: true }, (text, before = {}) => {
  const given = text.split(",").map((part): readonly [string, number] => {
    const [, where = "", usd = ""] = /^\s*([a-z]{2}(?:-[a-z]+)+-\d+)=(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (where === "" || Number(usd) > 1_000_000) {
      throw new InvalidArgumentError(
        `It takes a region and the USD of an inference unit for an hour, such as eu-west-1=4.5, and not ${JSON.stringify(part)}.`,
      );
    }
    return [where, Number(usd)];
  });
  return { ...before, ...Object.fromEntries(given) };
});

type Prices = Readonly<Record<string, number>>;

function positive(text: string, what: string, most: number): number {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number > 0 && number <= most)) {
    throw new InvalidArgumentError(`It must be ${what} above 0, and at most ${most}, not ${JSON.stringify(text)}.`);
  }
  return number;
}

export function wholeNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 1 && number <= 1_000)) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to 1000, not ${JSON.stringify(text)}.`);
  }
  return number;
}
