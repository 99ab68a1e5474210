import type { Observable } from "rxjs";
import { eachOf } from "./each-of.js";
import { projectsOf } from "./flatten-projects.js";

/** What {@link flattenDatasets} does with a project without datasets. */
export interface FlattenDatasetsOptions<KeepEmpty extends boolean = boolean> {
  /**
   * Gives a project without datasets one row, whose `dataset` is `undefined`: a left join.
   *
   * @defaultValue false
   */
  readonly keepEmpty?: KeepEmpty | undefined;
}

/** A dataset beside its project. */
export interface DatasetRow<Project, Dataset> {
  readonly project: Project;
  readonly dataset: Dataset;
}

/**
 * Splits pages, or projects, into one row a dataset, in order.
 *
 * A project without datasets gives no row, unless `keepEmpty` is set.
 * A value with `ProjectDescriptions` or `$metadata` is a page, every other a project.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenDatasets } from "@rekognition-rx/operators";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(flattenDatasets({ keepEmpty: true }))
 *   .subscribe({
 *     next: ({ project, dataset }) => console.log(project.ProjectArn, dataset?.DatasetType ?? "no dataset"),
 *     error: console.error,
 *   });
 * ```
 *
 * @see {@link flattenProjects} for one value a project.
 */
export function flattenDatasets<KeepEmpty extends boolean = false>(
  options: FlattenDatasetsOptions<KeepEmpty> = {},
): <Value extends object>(source: Observable<Value>) => Observable<DatasetRowOf<Value, KeepEmpty>> {
  const keepEmpty = options.keepEmpty === true;
  return <Value extends object>(source: Observable<Value>) =>
    // The types of the rows follow from the value's; here they are only passed through.
    eachOf(source, (value) => rowsOf(value, keepEmpty) as DatasetRowOf<Value, KeepEmpty>[]);
}

/** The row that {@link flattenDatasets} makes of a page, or of a project. */
export type DatasetRowOf<Value, KeepEmpty extends boolean> = (
  "ProjectDescriptions" extends keyof Value
    ? NonNullable<Value["ProjectDescriptions"]> extends readonly (infer Listed)[]
      ? Listed
      : never
    : Value
) extends infer Project
  ? Project extends { readonly Datasets?: infer Datasets }
    ? DatasetRow<
        Project,
        | (NonNullable<Datasets> extends readonly (infer Dataset)[] ? Dataset : never)
        | (KeepEmpty extends true ? undefined : never)
      >
    : never
  : never;

interface ProjectWithDatasets {
  readonly Datasets?: readonly unknown[] | undefined;
}

function rowsOf(value: object, keepEmpty: boolean): readonly DatasetRow<ProjectWithDatasets, unknown>[] {
  const projects: readonly ProjectWithDatasets[] = isPage(value) ? projectsOf(value) : [value];
  const rows: DatasetRow<ProjectWithDatasets, unknown>[] = [];
  for (const project of projects) {
    const datasets = project.Datasets ?? [];
    for (const dataset of datasets) {
      rows.push({ project, dataset });
    }
    if (keepEmpty && datasets.length === 0) {
      rows.push({ project, dataset: undefined });
    }
  }
  return rows;
}

function isPage(value: object): boolean {
  return "ProjectDescriptions" in value || "$metadata" in value;
}
