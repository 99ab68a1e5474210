import type { Project } from "./project.js";
import type { ModelLabel, ProjectVersion } from "./project-version.js";
import { modelLabels } from "./training-failure.js";

/** The labels that a version detects: its own, or, if a seed gives none, those of its project's training dataset. */
export function labelsOf(project: Project, version: ProjectVersion): readonly ModelLabel[] {
  const { labels } = version.fields;
  const dataset = project.dataset("TRAIN");
  return labels ?? (dataset === undefined ? [] : modelLabels(dataset.entries));
}
