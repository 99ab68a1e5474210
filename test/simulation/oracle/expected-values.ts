import { datasetsOf, itemNumber } from "../service/catalogue.js";
import type { ItemStage } from "../program/program.js";
import type { AnsweredItem } from "./answer.js";

/** The values that have to come out of the stages after the pages, next first, in words. */
export class ExpectedValues {
  readonly #stage: ItemStage;
  readonly #names: readonly number[];
  readonly #expected: string[] = [];
  readonly #namesThatCame = new Set<number>();

  constructor(stage: ItemStage, names: readonly number[]) {
    this.#stage = stage;
    this.#names = names;
  }

  get next(): string | undefined {
    return this.#expected[0];
  }

  get all(): readonly string[] {
    return this.#expected;
  }

  /** What a page leads to, of which these items are delivered. */
  pageDelivered(id: string, items: readonly AnsweredItem[]): void {
    for (const { item, valid } of items) {
      if (valid) {
        this.#namesThatCame.add(item);
      }
    }
    if (this.#stage === "pages") {
      this.#expected.push(`page ${id}`);
      return;
    }
    this.#expected.push(...items.flatMap((each) => valuesOf(each, this.#stage)));
  }

  /** A value that has come, in words; the list of names that were not found is expected when it comes. */
  seen(value: unknown): string {
    if (this.#stage !== "projectsNotFound") {
      return shownValue(value, this.#stage);
    }
    const missing = [...new Set(this.#names)].filter((name) => !this.#namesThatCame.has(name));
    this.#expected.push(`not found: ${missing.map((name) => `p${name}`).join()}`);
    return `not found: ${String(value)}`;
  }

  delivered(): void {
    this.#expected.shift();
  }
}

/** Stands for a call of `onInvalid` among the values. */
export const DEAD_LETTER: unique symbol = Symbol("dead letter");

/** What the stages after a page make of one of its items. */
function valuesOf({ item, valid }: AnsweredItem, stage: ItemStage): readonly string[] {
  const rows = datasetsOf(item).map((dataset) => `#${item} ${dataset}`);
  switch (stage) {
    case "pages":
    case "projectsNotFound":
      return [];
    case "flatten":
      return [`#${item}`];
    case "flattenDatasets":
      return rows;
    case "flattenDatasets keepEmpty":
      return rows.length > 0 ? rows : [`#${item} nothing`];
    case "decodeProjects error":
    case "flattenProjects, decodeWith":
      return [valid ? `#${item}` : "DecodeError"];
    case "decodeProjects skip":
      return valid ? [`#${item}`] : [];
    case "decodeProjects dead letter":
      return [valid ? `#${item}` : "dead letter"];
    case "decodeProjects, flattenDatasets":
      return valid ? rows : [];
    case "flattenProjects, decodeEither":
    case "decodeEntries":
      return [valid ? `right #${item}` : "left"];
  }
}

function shownValue(value: unknown, stage: ItemStage): string {
  if (stage === "pages") {
    return `page ${String(member(member(value, "$metadata"), "requestId"))}`;
  }
  if (value === DEAD_LETTER) {
    return "dead letter";
  }
  if (stage === "flattenProjects, decodeEither" || stage === "decodeEntries") {
    return member(value, "_tag") === "Left" ? "left" : `right #${itemNumber(member(value, "right"))}`;
  }
  if (stage.includes("flattenDatasets")) {
    const dataset = member(member(value, "dataset"), "DatasetType");
    return `#${itemNumber(member(value, "project"))} ${typeof dataset === "string" ? dataset : "nothing"}`;
  }
  return `#${itemNumber(value)}`;
}

function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}
