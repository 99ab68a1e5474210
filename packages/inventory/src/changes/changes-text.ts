import { formatted } from "../text/count.js";
import { itemText } from "../text/item-text.js";
import { oneLine } from "../text/one-line.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { Change } from "./change.js";
import { shownChange } from "./shown-change.js";

/**
 * Changes for a person, in 80 columns, as whole lines without control characters. Each table has its counts, and then
 * its changes by account and region. The first 20 of each kind in a table are shown; all are counted.
 *
 * Its memory grows with the tables and not with the changes.
 */
export async function changesText(changes: AsyncIterable<Change>): Promise<string> {
  const sections = new Map<ListedTable, Section>();
  for await (const change of changes) {
    const section = sections.get(change.table) ?? new Section();
    sections.set(change.table, section.add(change));
  }
  const blocks = Array.from(sections, ([table, section]) => section.text(table));
  if (blocks.length === 0) {
    return "No change was found.\n";
  }
  const hasFound = [...sections.values()].some((section) => section.has("Found"));
  return `${[...blocks, ...(hasFound ? [ABOUT_FOUND] : [])].join("\n\n")}\n`;
}

/** The changes of a table. */
class Section {
  readonly #counts = new Map<Change["_tag"], number>();
  readonly #places = new Map<string, string[]>();

  add(change: Change): this {
    const { _tag, row } = change;
    const number = (this.#counts.get(_tag) ?? 0) + 1;
    this.#counts.set(_tag, number);
    if (number <= SHOWN) {
      const place = oneLine(`${row.accountId} ${row.region}`);
      const lines = this.#places.get(place) ?? [];
      this.#places.set(place, lines);
      lines.push(itemText(`${KINDS[_tag].sign} ${shownOf(change)}`, 4));
    }
    return this;
  }

  has(kind: Change["_tag"]): boolean {
    return this.#counts.has(kind);
  }

  text(table: ListedTable): string {
    const title = `${table.charAt(0).toUpperCase()}${table.slice(1)}: ${this.#counted((number) => formatted(number))}`;
    const places = [...this.#places].map(([place, lines]) => [`  ${place}`, ...lines].join("\n"));
    const more = this.#counted((number) => (number > SHOWN ? `${formatted(number - SHOWN)} more` : undefined));
    return [title, ...places, ...(more === "" ? [] : [`  ... and ${more}; --json has them all`])].join("\n");
  }

  /** `2 added, 1 removed`. */
  #counted(shown: (number: number) => string | undefined): string {
    return (Object.keys(KINDS) as Change["_tag"][])
      .flatMap((kind) => {
        const number = shown(this.#counts.get(kind) ?? 0);
        return number === undefined || !this.#counts.has(kind) ? [] : [`${number} ${KINDS[kind].word}`];
      })
      .join(", ");
  }
}

const KINDS: Readonly<Record<Change["_tag"], { readonly sign: string; readonly word: string }>> = {
  Added: { sign: "+", word: "added" },
  Changed: { sign: "~", word: "changed" },
  Removed: { sign: "-", word: "removed" },
  Found: { sign: "?", word: "found" },
};

const ABOUT_FOUND = "? was found where the earlier run had not read everything: it may be new";

function shownOf(change: Change): string {
  const { name, what } = shownChange(change);
  return what === "" ? name : `${name} (${what})`;
}

const SHOWN = 20;
