import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type { Step } from "../../src/crawl/step.js";
import { LISTED_TABLES, type ListedTable } from "../../src/views/tables/listed-by.js";
import { aDayLater, anyTwoRuns } from "../support/any-two-runs.js";
import {
  isCompared,
  isListed,
  keyText,
  modelChanges,
  parentArnOf,
  parentOf,
  type PlainChange,
  type PlainRow,
  rowsOf,
} from "../support/model-changes.js";
import type { Seen } from "../support/model-views.js";
import { seenOf } from "../support/seen-of.js";
import { uphold } from "../support/uphold.js";

/** Changes of any make, of all tables: ours, or a broken twin. */
export type Subject = (before: readonly Step[], after: readonly Step[]) => Promise<readonly PlainChange[]>;

/** What holds for the changes between any two runs. Each throws a sentence where it does not. */
export const changeLaws = {
  "applied to the rows of the earlier run, they give those of the later one, but where it did not look": law(
    (changes, { before, after }) => {
      const applied = (table: ListedTable): ReadonlyMap<string, PlainRow> => {
        const rows = rowsOf(before, table);
        for (const { _tag, key, row } of changes.filter((change) => change.table === table)) {
          if (_tag === "Removed") {
            rows.delete(keyText(key));
          } else {
            rows.set(keyText(key), row);
          }
        }
        return rows;
      };
      for (const table of LISTED_TABLES) {
        const rows = applied(table);
        const wanted = rowsOf(after, table);
        for (const [key, row] of wanted) {
          const got = rows.get(key);
          const other = Object.keys(row).find(
            (member) => got?.[member] !== row[member] && isCompared(member, row, [before, after]),
          );
          uphold(other === undefined, `${key} has another ${other} when the changes are applied`);
        }
        for (const [key, row] of rows) {
          const parent = parentOf(table);
          uphold(wanted.has(key) || !isListed(after, table, row), `${key} is left, and the later run has looked`);
          uphold(
            parent === null || applied(parent).has(keyText([parentArnOf(table, row)])),
            `${key} is left, and what it belongs to is not`,
          );
        }
      }
    },
  ),

  "nothing is removed that the later run has, or did not look for": law((changes, { after }) => {
    for (const { table, key, row } of changes.filter(({ _tag }) => _tag === "Removed")) {
      uphold(!rowsOf(after, table).has(keyText(key)), `${keyText(key)} is removed, and there`);
      uphold(
        isListed(after, table, row) || isChanged(changes, "Removed", parentOf(table), parentArnOf(table, row)),
        `${keyText(key)} is removed, and nobody has looked for it`,
      );
    }
  }),

  "what belongs to something that is removed is removed with it": law((changes, { before, after }) => {
    for (const table of LISTED_TABLES) {
      for (const [key, row] of rowsOf(before, table)) {
        const isParentRemoved = isChanged(changes, "Removed", parentOf(table), parentArnOf(table, row));
        if (isParentRemoved && !rowsOf(after, table).has(key)) {
          uphold(
            changes.some((change) => change._tag === "Removed" && keyText(change.key) === key),
            `${key} is not removed, though what it belongs to is`,
          );
        }
      }
    }
  }),

  "nothing is new that the earlier run has, or did not look for, and all else is only found": law(
    (changes, { before }) => {
      for (const { _tag, table, key, row } of changes) {
        if (_tag === "Added" || _tag === "Found") {
          const wasLookedFor =
            isListed(before, table, row) || isChanged(changes, "Added", parentOf(table), parentArnOf(table, row));
          uphold(!rowsOf(before, table).has(keyText(key)), `${keyText(key)} is ${_tag}, and was there`);
          uphold(
            wasLookedFor === (_tag === "Added"),
            `${keyText(key)} is ${_tag}, and was ${wasLookedFor ? "" : "not "}looked for`,
          );
        }
      }
    },
  ),

  "a change names what is another, and only what both runs can say of the row itself": law(
    (changes, { before, after }) => {
      for (const { key, row, previous = {}, fields = [] } of changes.filter(({ _tag }) => _tag === "Changed")) {
        uphold(fields.length > 0, `${keyText(key)} is changed in nothing`);
        for (const field of fields) {
          uphold(row[field] !== previous[field], `${field} is named, and is the same`);
          uphold(isCompared(field, row, [before, after]), `${field} is named, and cannot be compared`);
        }
      }
    },
  ),

  "a run has no changes to itself, nor to one that found the same again": of(async (subject, { before }) => {
    for (const after of [before, aDayLater(before)]) {
      uphold((await subject(before, after)).length === 0, "the same is a change");
    }
  }),

  "backwards, what was added is removed, what was removed is added, and what was changed is": of(
    async (subject, { before, after }) => {
      const forwards = shown(await subject(before, after), { Added: "+", Changed: "~", Removed: "-" });
      const backwards = shown(await subject(after, before), { Added: "-", Changed: "~", Removed: "+" });
      const isSame = isDeepStrictEqual(new Set(forwards), new Set(backwards));
      uphold(isSame, `forwards ${fc.stringify(forwards)}, backwards ${fc.stringify(backwards)}`);
    },
  ),

  "they come in the order of tables and keys, each key once": law((changes) => {
    for (const [index, change] of changes.entries()) {
      const next = changes[index + 1];
      const isOrdered =
        next === undefined ||
        LISTED_TABLES.indexOf(change.table) < LISTED_TABLES.indexOf(next.table) ||
        (change.table === next.table && keyText(change.key) < keyText(next.key));
      uphold(isOrdered, `${keyText(change.key)} does not stand before ${keyText(next?.key ?? [])}`);
    }
  }),

  "they are what the model says": law((changes, { before, after }) => {
    const model = modelChanges(before, after);
    uphold(
      isDeepStrictEqual(changes, model),
      `got ${fc.stringify(changes)}, and the model says ${fc.stringify(model)}`,
    );
  }),
};

type Law = (subject: Subject) => fc.IAsyncProperty<unknown>;

function law(holds: (changes: readonly PlainChange[], views: { before: Seen; after: Seen }) => void): Law {
  return of(async (subject, { before, after }) => {
    holds(await subject(before, after), { before: await seenOf(before), after: await seenOf(after) });
  });
}

function of(
  holds: (subject: Subject, steps: { before: readonly Step[]; after: readonly Step[] }) => Promise<void>,
): Law {
  return (subject) => fc.asyncProperty(anyTwoRuns, (steps) => holds(subject, steps));
}

function isChanged(
  changes: readonly PlainChange[],
  tag: PlainChange["_tag"],
  table: ListedTable | null,
  arn: unknown,
): boolean {
  return changes.some((change) => change._tag === tag && change.table === table && change.key[0] === arn);
}

/** The changes whose kinds have a sign. */
function shown(changes: readonly PlainChange[], signs: Readonly<Record<string, string>>): readonly string[] {
  return changes.flatMap(({ _tag, table, key }) => (_tag in signs ? `${signs[_tag]} ${table} ${keyText(key)}` : []));
}
