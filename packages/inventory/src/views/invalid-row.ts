import type { Operation } from "../crawl/operation.js";
import type { InvalidRecord } from "../records/invalid-record.js";
import type { ShownStep } from "./shown-steps.js";
import { type Seen, seenOf } from "./tables/seen.js";
import { snakeCase } from "./tables/table.js";

/** A record that could not be read, as it came, with its place and the reason: a line of `invalid.ndjson`. */
export interface InvalidRow extends InvalidRecord, Seen {
  /** The id of the target: `111122223333:eu-west-1`. */
  readonly target: string;
  /** Twelve digits; `null` if the account is not known. */
  readonly accountId: string | null;
  readonly region: string;
  /** The operation whose answer has the record. */
  readonly operation: Operation;
  /** The ARN that the operation was asked about; `null` for the projects of a target. */
  readonly parentArn: string | null;
}

export function invalidRows({ step, found }: ShownStep): readonly InvalidRow[] {
  const { target, region, operation, parentArn } = step;
  return step.invalid.map(({ error, problems, raw }) => ({
    target,
    accountId: found.accountId,
    region,
    operation,
    parentArn,
    error,
    problems,
    raw,
    ...seenOf(found),
  }));
}

/** The names of members are written as in the tables. The content of `problems` and `raw` is left as it is. */
export function invalidLine(row: InvalidRow): string {
  const members = Object.entries(row).map(([member, value]: [string, unknown]) => [snakeCase(member), value] as const);
  return `${JSON.stringify(Object.fromEntries(members))}\n`;
}
