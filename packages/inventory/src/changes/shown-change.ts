import { cut } from "../text/cut.js";
import { oneLine } from "../text/one-line.js";
import { snakeCase } from "../views/tables/table.js";
import type { Change } from "./change.js";
import type { ListedRow } from "./listed-row.js";
import { memberOf } from "./member-of.js";

/** A change as a person reads it: each text is one line, wherever it came from. */
export interface ShownChange {
  /** What a person calls the row: the names in its ARN. */
  readonly name: string;
  /** `status TRAINING_IN_PROGRESS -> RUNNING`; `""` unless the row has changed. */
  readonly what: string;
}

export function shownChange(change: Change): ShownChange {
  return { name: oneLine(nameOf(change)), what: change._tag === "Changed" ? differencesOf(change) : "" };
}

function differencesOf({ row, previous, fields }: Extract<Change, { readonly _tag: "Changed" }>): string {
  return fields
    .map((member) => `${snakeCase(member)} ${shownValue(previous, member)} -> ${shownValue(row, member)}`)
    .join(", ");
}

function shownValue(row: ListedRow, member: string): string {
  const value = memberOf(row, member);
  return value === null ? "(none)" : cut(oneLine(String(value)), LONGEST_VALUE);
}

/** What a person calls the row: the names in its ARN, and what distinguishes it from other rows of that ARN. */
function nameOf({ key: [arn = "", name] }: Change): string {
  // arn:aws:rekognition:REGION:ACCOUNT:project/NAME/TIMESTAMP, or project/NAME/version/VERSION/TIMESTAMP.
  const [, project = arn, ...rest] = arn.split(":").slice(5).join(":").split("/");
  const names = [project, ...(rest.length > 1 ? rest.slice(1, 2) : [])].join(" ");
  return name === undefined ? names : `${names}: ${name}`;
}

/** In characters: a value may be a whole policy document. */
const LONGEST_VALUE = 60;
