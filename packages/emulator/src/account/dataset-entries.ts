import type { Cursor } from "./cursor.js";
import { bucketOf, type DatasetEntry, type EntryErrors } from "./dataset-entry.js";
import type { LabelUse } from "./check-labels.js";
import type { EntryFilter } from "./entry-filter.js";
import type { Page } from "./page.js";
import { pageAfter } from "./page-after.js";

/** A label of a dataset, and how many of its images use it. */
export interface LabelCount {
  readonly name: string;
  /** Its place in the order in which labels first appeared. */
  readonly number: number;
  /** Images that have it. */
  readonly entries: number;
  /** Images that have it in a bounding box. */
  readonly boxes: number;
}

/** The entries of a dataset, in the order in which they were added. */
export class DatasetEntries {
  readonly #bySourceRef = new Map<string, HeldEntry>();
  /** The same entries, sorted by their numbers: this is the order in which they were added. */
  readonly #inOrder: HeldEntry[] = [];
  readonly #labels = new Map<string, HeldLabel>();
  /** The entries that each filter lets through, kept until an entry changes. A page then costs the same at every place. */
  readonly #matches = new Map<string, readonly HeldEntry[]>();
  #currentLabels: readonly LabelCount[] | undefined;
  #labeled = 0;
  #errors = 0;

  get size(): number {
    return this.#inOrder.length;
  }

  get labeled(): number {
    return this.#labeled;
  }

  get errors(): number {
    return this.#errors;
  }

  /** How many entries a training leaves out. */
  get unusable(): number {
    return this.#inOrder.filter(({ errors }) => errors === "all").length;
  }

  /** The buckets of their images. */
  buckets(): ReadonlySet<string> {
    return new Set(this.#inOrder.map(({ sourceRef }) => bucketOf(sourceRef)));
  }

  /** In the order in which they first appeared. */
  labels(): readonly LabelCount[] {
    this.#currentLabels ??= [...this.#labels.values()]
      .filter(isThere)
      .map(({ name, number, entries, boxes }) => ({ name, number, entries, boxes }));
    return this.#currentLabels;
  }

  /** A page of the labels. */
  labelPage(after: Cursor | undefined, limit: number): Page<LabelCount> {
    // A token has the number of a label and not its name: the name may be too long for a token.
    return pageAfter(this.labels(), ({ number }) => ({ rank: number, id: "" }), after, limit);
  }

  /** How many labels there would be if these were added. */
  labelCountWith(names: Iterable<string>): number {
    return new Set([...this.labels().map(({ name }) => name), ...names]).size;
  }

  has(sourceRef: string): boolean {
    return this.#bySourceRef.has(sourceRef);
  }

  /**
   * Adds an entry, or replaces the one with the same `source-ref`.
   *
   * @param number - the number that it had in an earlier list of entries; without it, it comes after all others
   */
  put(entry: DatasetEntry, number?: number): void {
    this.#matches.clear();
    this.#currentLabels = undefined;
    const known = this.#bySourceRef.get(entry.sourceRef);
    const uses = this.#usesOf(entry);
    if (known !== undefined) {
      this.#count(known, -1);
    }
    const held = known ?? this.#append(entry.sourceRef, number);
    held.line = entry.line;
    held.uses = uses;
    held.isLabeled = entry.isLabeled;
    held.errors = entry.errors;
    this.#count(held, 1);
  }

  /** A page of the lines that a filter lets through. */
  page(filter: EntryFilter, after: Cursor | undefined, limit: number): Page<string> {
    const page = pageAfter(this.#matching(filter), ({ number }) => ({ rank: number, id: "" }), after, limit);
    return { ...page, items: page.items.map(({ line }) => line) };
  }

  /** Every line, in order. */
  lines(): readonly string[] {
    return this.#inOrder.map(({ line }) => line);
  }

  /** Every line with its number, in order. */
  numberedLines(): readonly (readonly [number: number, line: string])[] {
    return this.#inOrder.map(({ number, line }) => [number, line]);
  }

  /** Most of a million entries have one label or none: such entries share their lists. */
  #usesOf({ labels }: DatasetEntry): readonly HeldUse[] {
    const [first] = labels;
    if (first === undefined) {
      return NO_USES;
    }
    const [name, use] = first;
    return labels.size === 1
      ? this.#label(name).alone[use]
      : Array.from(labels, ([each, ofEach]) => this.#label(each).uses[ofEach]);
  }

  #append(sourceRef: string, number = (this.#inOrder.at(-1)?.number ?? 0) + 1): HeldEntry {
    const held: HeldEntry = { sourceRef, number, line: "", uses: NO_USES, isLabeled: false, errors: "none" };
    this.#bySourceRef.set(sourceRef, held);
    this.#inOrder.push(held);
    return held;
  }

  #matching(filter: EntryFilter): readonly HeldEntry[] {
    if (Object.values(filter).every((member) => member === undefined)) {
      return this.#inOrder;
    }
    const key = JSON.stringify(filter);
    const known = this.#matches.get(key);
    if (known !== undefined) {
      return known;
    }
    const matches = this.#inOrder.filter((entry) => passes(entry, filter));
    const [oldest] = this.#matches.keys();
    if (oldest !== undefined && this.#matches.size >= FILTERS_KEPT) {
      this.#matches.delete(oldest);
    }
    this.#matches.set(key, matches);
    return matches;
  }

  /** Adds an entry to the totals, or takes it out of them. */
  #count(entry: HeldEntry, sign: 1 | -1): void {
    if (entry.isLabeled) {
      this.#labeled += sign;
    }
    if (entry.errors !== "none") {
      this.#errors += sign;
    }
    for (const { label, use } of entry.uses) {
      if (use === "declared") {
        label.declared += sign;
      } else {
        label.entries += sign;
      }
      if (use === "box") {
        label.boxes += sign;
      }
    }
  }

  #label(name: string): HeldLabel {
    const known = this.#labels.get(name);
    if (known !== undefined) {
      return known;
    }
    const label = new HeldLabel(name, this.#labels.size);
    this.#labels.set(name, label);
    return label;
  }
}

interface HeldEntry {
  readonly sourceRef: string;
  /** It stays the same when earlier entries are removed, so that tokens keep their place. */
  readonly number: number;
  line: string;
  uses: readonly HeldUse[];
  isLabeled: boolean;
  errors: EntryErrors;
}

class HeldLabel {
  readonly name: string;
  readonly number: number;
  /** One object for each use of the label: a million entries share them. */
  readonly uses: Readonly<Record<LabelUse, HeldUse>> = {
    image: { label: this, use: "image" },
    box: { label: this, use: "box" },
    declared: { label: this, use: "declared" },
  };
  /** The same uses, each as a list of one, for entries with a single label. */
  readonly alone: Readonly<Record<LabelUse, readonly HeldUse[]>> = {
    image: [this.uses.image],
    box: [this.uses.box],
    declared: [this.uses.declared],
  };
  entries = 0;
  boxes = 0;
  declared = 0;

  constructor(name: string, number: number) {
    this.name = name;
    this.number = number;
  }
}

interface HeldUse {
  readonly label: HeldLabel;
  readonly use: LabelUse;
}

/** Whether any entry still uses or declares it. */
function isThere({ entries, declared }: HeldLabel): boolean {
  return entries + declared > 0;
}

function passes(entry: HeldEntry, { labeled, hasErrors, containsLabels, sourceRefContains }: EntryFilter): boolean {
  return (
    (labeled === undefined || entry.isLabeled === labeled) &&
    // `false` does not ask for entries without errors: it asks for all.
    (hasErrors !== true || entry.errors !== "none") &&
    (containsLabels === undefined ||
      entry.uses.some(({ label, use }) => use !== "declared" && containsLabels.includes(label.name))) &&
    (sourceRefContains === undefined || entry.sourceRef.includes(sourceRefContains))
  );
}

/** The number of filters whose matches are kept, so that several walks can take turns. */
const FILTERS_KEPT = 8;

const NO_USES: readonly HeldUse[] = [];
