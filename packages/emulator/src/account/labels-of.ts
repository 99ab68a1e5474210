import type { Project } from "./project.js";
import type { ModelLabel, ProjectVersion } from "./project-version.js";
import { modelLabels } from "./training-failure.js";

/** What a version detects: what it was trained on, or for one of a seed the labels of its project's training dataset. */
export function labelsOf(project: Project, version: ProjectVersion): readonly ModelLabel[] {
  const { labels } = version.fields;
  const dataset = project.dataset("TRAIN");
  return labels ?? (dataset === undefined ? [] : modelLabels(dataset.entries));
}
