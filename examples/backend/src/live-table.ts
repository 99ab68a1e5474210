import type { ModelRow } from "./models-of.js";
import type { ProjectRow } from "./project-row.js";

/** A project with its models; `null` if they are not known: not read yet, or they cannot be read. */
export interface LiveRow extends ProjectRow {
  readonly models: readonly ModelRow[] | null;
}

/** What happened to a row. */
export type RowChange =
  | { readonly name: "added" | "changed"; readonly data: LiveRow }
  | { readonly name: "removed"; readonly data: { readonly arn: string } };

/** The projects as last reported. Each change is reported once; a row with nothing new is not a change. */
export class LiveTable {
  readonly #rows = new Map<string, LiveRow>();

  rows(): readonly LiveRow[] {
    return [...this.#rows.values()];
  }

  put(project: ProjectRow): readonly RowChange[] {
    return this.#set({ ...project, models: this.#rows.get(project.arn)?.models ?? null });
  }

  putModels(arn: string, models: readonly ModelRow[] | null): readonly RowChange[] {
    const row = this.#rows.get(arn);
    // The project may be gone by the time its models arrive.
    return row === undefined ? [] : this.#set({ ...row, models });
  }

  remove(arn: string): readonly RowChange[] {
    return this.#rows.delete(arn) ? [{ name: "removed", data: { arn } }] : [];
  }

  #set(row: LiveRow): readonly RowChange[] {
    const before = this.#rows.get(row.arn);
    // All rows are made by the same code, so their members have the same order.
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) {
      return [];
    }
    this.#rows.set(row.arn, row);
    return [{ name: before === undefined ? "added" : "changed", data: row }];
  }
}
