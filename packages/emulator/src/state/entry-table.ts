import type { Cursor } from "../paging/cursor.js";
import type { Page } from "../paging/page.js";
import type { DatasetEntry, LabelUse } from "./dataset-entry.js";
import type { EntryFilter } from "./entry-filter.js";
import { GrowingNumbers } from "./growing-numbers.js";
import { SourceRefIndex } from "./source-ref-index.js";
import { TextStore } from "./text-store.js";

/** A label of a dataset, and how many of its images use it. */
export interface LabelCount {
  readonly name: string;
  /** Images that have it. */
  readonly entries: number;
  /** Images that have it in a bounding box. */
  readonly boxes: number;
}

/**
 * The entries of a dataset, in the order in which they were added.
 *
 * A page costs the same wherever it starts: the places of the entries that a filter lets through are found once,
 * and kept until an entry changes.
 */
export class EntryTable {
  readonly #lines = new TextStore();
  readonly #index = new SourceRefIndex((position) => sourceRefOf(this.#lines.at(position)));
  /** The number in line of each entry: it stays when entries before it go away, so that tokens keep their place. */
  readonly #numbers = new GrowingNumbers();
  readonly #flags = new GrowingNumbers();
  readonly #labelsFrom = new GrowingNumbers();
  readonly #labelsCount = new GrowingNumbers();
  /** The uses of labels of all the entries, one after the other: four times the label's id, plus the use. */
  readonly #labelUses = new GrowingNumbers();
  readonly #labelIds = new Map<string, number>();
  readonly #labelCounts: { name: string; entries: number; boxes: number; declared: number }[] = [];
  readonly #matches = new Map<string, Uint32Array>();
  #sortedLabels: readonly LabelCount[] | undefined;
  #nextNumber = 1;
  #labeled = 0;
  #errors = 0;
  #steps = 0;

  get size(): number {
    return this.#lines.size;
  }

  get labeled(): number {
    return this.#labeled;
  }

  get errors(): number {
    return this.#errors;
  }

  /** Entries looked at by pages so far: what a page costs. */
  get steps(): number {
    return this.#steps;
  }

  /** By name. */
  labels(): readonly LabelCount[] {
    this.#sortedLabels ??= this.#labelCounts
      .filter(({ entries, declared }) => entries + declared > 0)
      .map(({ name, entries, boxes }) => ({ name, entries, boxes }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return this.#sortedLabels;
  }

  /** A page of the labels. */
  labelPage(after: Cursor | undefined, limit: number): Page<LabelCount> {
    const labels = this.labels();
    // A token has the number of a label and not its name, which may be too long for one.
    const afterName = after === undefined ? undefined : this.#labelCounts[after.rank]?.name;
    let start = 0;
    let end = afterName === undefined ? 0 : labels.length;
    while (start < end) {
      const middle = (start + end) >>> 1;
      this.#steps += 1;
      if (afterName !== undefined && (labels[middle]?.name ?? "") <= afterName) start = middle + 1;
      else end = middle;
    }
    const items = labels.slice(start, start + limit);
    this.#steps += items.length;
    const last = items.at(-1);
    return {
      items,
      last: last === undefined ? undefined : { rank: this.#labelId(last.name), id: "" },
      more: start + limit < labels.length,
    };
  }

  /** The labels that are not in the table yet. */
  newLabels(names: Iterable<string>): readonly string[] {
    return [...names].filter((name) => {
      const count = this.#labelCounts[this.#labelIds.get(name) ?? -1];
      return count === undefined || count.entries + count.declared === 0;
    });
  }

  has(sourceRef: string): boolean {
    return this.#index.find(sourceRef) !== undefined;
  }

  /** Adds an entry, or puts it in the place of the one with its `source-ref`. */
  put(entry: DatasetEntry, number?: number): void {
    this.#matches.clear();
    this.#sortedLabels = undefined;
    const known = this.#index.find(entry.sourceRef);
    let position: number;
    if (known === undefined) {
      position = this.#lines.add(entry.line);
      this.#numbers.push(number ?? this.#nextNumber);
      this.#nextNumber = (number ?? this.#nextNumber) + 1;
      this.#flags.push(0);
      this.#labelsFrom.push(0);
      this.#labelsCount.push(0);
      this.#index.add(entry.sourceRef, position);
    } else {
      position = known;
      this.#count(position, -1);
      this.#lines.replace(position, entry.line);
    }
    const uses = [...entry.labels];
    const isLabeled = uses.some(([, use]) => use !== "declared");
    this.#flags.set(position, (isLabeled ? labeledFlag : 0) | (entry.hasErrors ? errorFlag : 0));
    this.#labelsFrom.set(position, this.#labelUses.size);
    this.#labelsCount.set(position, uses.length);
    for (const [label, use] of uses) this.#labelUses.push(this.#labelId(label) * 4 + useCodes[use]);
    this.#count(position, 1);
  }

  /** A page of the entries that a filter lets through. */
  page(filter: EntryFilter, after: Cursor | undefined, limit: number): Page<string> {
    const matches = this.#matching(filter);
    const total = matches?.length ?? this.size;
    const positionAt = (place: number): number => matches?.[place] ?? place;
    let start = 0;
    let end = after === undefined ? 0 : total;
    while (start < end) {
      const middle = (start + end) >>> 1;
      this.#steps += 1;
      if (after !== undefined && this.#numbers.at(positionAt(middle)) <= after.rank) start = middle + 1;
      else end = middle;
    }
    const items: string[] = [];
    let last: Cursor | undefined;
    for (let place = start; place < Math.min(start + limit, total); place++) {
      const position = positionAt(place);
      this.#steps += 1;
      items.push(this.#lines.at(position));
      last = { rank: this.#numbers.at(position), id: "" };
    }
    return { items, last, more: start + limit < total };
  }

  /** Every line, in order. */
  *lines(): Generator<string> {
    for (let position = 0; position < this.size; position++) yield this.#lines.at(position);
  }

  /** Every line with its number in line, in order. */
  *numberedLines(): Generator<readonly [number: number, line: string]> {
    for (let position = 0; position < this.size; position++) {
      yield [this.#numbers.at(position), this.#lines.at(position)];
    }
  }

  #matching(filter: EntryFilter): Uint32Array | undefined {
    if (Object.values(filter).every((member) => member === undefined)) return undefined;
    const key = JSON.stringify(filter);
    const known = this.#matches.get(key);
    if (known !== undefined) return known;
    const labels = filter.containsLabels && new Set(filter.containsLabels.map((label) => this.#labelIds.get(label)));
    const positions = new Uint32Array(this.size);
    let count = 0;
    for (let position = 0; position < this.size; position++) {
      if (!this.#passes(position, filter, labels)) continue;
      positions[count] = position;
      count += 1;
    }
    this.#steps += this.size;
    const matches = positions.slice(0, count);
    const [oldest] = this.#matches.keys();
    if (oldest !== undefined && this.#matches.size >= filtersKept) this.#matches.delete(oldest);
    this.#matches.set(key, matches);
    return matches;
  }

  #passes(position: number, filter: EntryFilter, labels: ReadonlySet<number | undefined> | undefined): boolean {
    const flags = this.#flags.at(position);
    if (filter.labeled !== undefined && (flags & labeledFlag) > 0 !== filter.labeled) return false;
    if (filter.hasErrors !== undefined && (flags & errorFlag) > 0 !== filter.hasErrors) return false;
    if (labels !== undefined && !this.#uses(position).some(({ id, use }) => use !== "declared" && labels.has(id))) {
      return false;
    }
    return filter.sourceRefContains === undefined || this.#sourceRefContains(position, filter.sourceRefContains);
  }

  #sourceRefContains(position: number, part: string): boolean {
    const bytes = this.#lines.bytesAt(position);
    // Parsing is slow. A line without any escape can hold the part in its `source-ref` only if it holds it at all.
    if (!bytes.includes(part) && !bytes.includes("\\")) return false;
    return sourceRefOf(bytes.toString()).includes(part);
  }

  #uses(position: number): { readonly id: number; readonly use: LabelUse }[] {
    const from = this.#labelsFrom.at(position);
    return Array.from({ length: this.#labelsCount.at(position) }, (_, index) => {
      const code = this.#labelUses.at(from + index);
      return { id: code >>> 2, use: uses[code & 3] ?? "declared" };
    });
  }

  /** Counts what an entry adds to the totals, or takes it back. */
  #count(position: number, sign: 1 | -1): void {
    const flags = this.#flags.at(position);
    if ((flags & labeledFlag) > 0) this.#labeled += sign;
    if ((flags & errorFlag) > 0) this.#errors += sign;
    for (const { id, use } of this.#uses(position)) {
      const count = this.#labelCounts[id];
      if (count === undefined) continue;
      if (use === "declared") count.declared += sign;
      else count.entries += sign;
      if (use === "box") count.boxes += sign;
    }
  }

  #labelId(name: string): number {
    const known = this.#labelIds.get(name);
    if (known !== undefined) return known;
    const id = this.#labelCounts.length;
    this.#labelIds.set(name, id);
    this.#labelCounts.push({ name, entries: 0, boxes: 0, declared: 0 });
    return id;
  }
}

function sourceRefOf(line: string): string {
  const { "source-ref": sourceRef } = JSON.parse(line) as { readonly "source-ref": string };
  return sourceRef;
}

const uses: readonly LabelUse[] = ["image", "box", "declared"];
const useCodes: Readonly<Record<LabelUse, number>> = { image: 0, box: 1, declared: 2 };

const labeledFlag = 1;
const errorFlag = 2;

/** Filters whose matches are kept, so that several walks may alternate. */
const filtersKept = 8;
