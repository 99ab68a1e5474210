import type { Observable } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import { checkChoice } from "../arguments/check-choice.js";
import { checkOptions } from "../arguments/check-options.js";
import { emitEach, type Sink } from "./emit-each.js";
import { itemsOf, otherListIn } from "./items-of.js";

/** What {@link flattenDatasets} does with a project without datasets. */
export interface FlattenDatasetsOptions<KeepEmpty extends boolean = boolean> {
  /**
   * Gives a project without datasets one row, whose `dataset` is `undefined`: a left join.
   *
   * @defaultValue false
   */
  readonly keepEmpty?: KeepEmpty | undefined;
}

/** A dataset and its project. */
export interface DatasetRow<Project, Dataset> {
  readonly project: Project;
  /** `undefined` for a project without datasets, if `keepEmpty` is set. */
  readonly dataset: Dataset;
}

/**
 * Splits pages, or projects, into one row for each dataset, in order.
 *
 * A project without datasets gives no row, unless `keepEmpty` is set. A value with `ProjectDescriptions` or `$metadata`
 * counts as a page, every other object as a project. The stream errors with a `TypeError` at a value that is neither,
 * such as `null` in a list or a page of another operation; {@link decodeProjects} sorts such values out.
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
 * @throws TypeError for options that cannot work, at once.
 * @see {@link flattenProjects} for one value for each project.
 */
export function flattenDatasets<KeepEmpty extends boolean = false>(
  options: FlattenDatasetsOptions<KeepEmpty> = {},
): <Value extends object>(
  source: Observable<Value & ProjectOrPage<Value>>,
) => Observable<DatasetRowOf<Value, KeepEmpty>> {
  checkOptions("flattenDatasets", options);
  checkChoice("flattenDatasets: keepEmpty", options.keepEmpty, [true, false]);
  const keepEmpty = options.keepEmpty === true;
  return <Value extends object>(source: Observable<Value>) =>
    // The types of the rows follow from the value's; here they are only passed through.
    source.pipe(
      emitEach<Value, DatasetRowOf<Value, KeepEmpty>>((value, sink) =>
        emitRows(value, keepEmpty, sink as Sink<DatasetRow<ProjectWithDatasets, unknown>>),
      ),
    );
}

/**
 * What {@link flattenDatasets} takes: values that may have `ProjectDescriptions` or `Datasets`. Pages of another operation do
 * not compile, since they have no datasets.
 */
export type ProjectOrPage<Value> = "ProjectDescriptions" extends keyof Value
  ? unknown
  : "Datasets" extends keyof Value
    ? unknown
    : [keyof Value] extends [never]
      ? unknown
      : { readonly ProjectDescriptions: unknown } | { readonly Datasets: unknown };

/** The type of the rows that {@link flattenDatasets} makes from a page, or from a project. */
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

function emitRows(value: object, keepEmpty: boolean, sink: Sink<DatasetRow<ProjectWithDatasets, unknown>>): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`flattenDatasets: a value must be a page or a project, not ${asGiven(value)}`);
  }
  if (!isPage(value)) {
    emitProject(value, keepEmpty, sink);
    return;
  }
  for (const project of itemsOf(value, "ProjectDescriptions", "flattenDatasets")) {
    if (sink.closed) {
      return;
    }
    emitProject(project, keepEmpty, sink);
  }
}

function emitProject(
  project: ProjectWithDatasets,
  keepEmpty: boolean,
  sink: Sink<DatasetRow<ProjectWithDatasets, unknown>>,
): void {
  const datasets = datasetsOf(project);
  if (keepEmpty && datasets.length === 0) {
    sink.next({ project, dataset: undefined });
  }
  for (let index = 0; index < datasets.length && !sink.closed; index += 1) {
    sink.next({ project, dataset: datasets[index] });
  }
}

function datasetsOf(project: ProjectWithDatasets): readonly unknown[] {
  if (typeof project !== "object" || project === null) {
    throw new TypeError(
      `flattenDatasets: a project must be an object, not ${asGiven(project)}; decodeProjects({ onInvalid }) leaves invalid projects out`,
    );
  }
  return itemsOf(project, "Datasets", "flattenDatasets");
}

function isPage(value: object): value is { readonly ProjectDescriptions?: readonly ProjectWithDatasets[] } {
  return (
    "ProjectDescriptions" in value ||
    "$metadata" in value ||
    (!("Datasets" in value) && otherListIn(value, "ProjectDescriptions") !== undefined)
  );
}
