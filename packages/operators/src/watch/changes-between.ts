import type { ProjectAdded, ProjectChanged, ProjectRemoved } from "./project-event.js";
import { sameValue } from "./same-value.js";

/** The changes between two listings: first the removed projects, then the others in the order of the second listing. */
export function changesBetween<Project>(
  before: ReadonlyMap<string, Project>,
  after: ReadonlyMap<string, Project>,
): readonly (ProjectAdded<Project> | ProjectChanged<Project> | ProjectRemoved<Project>)[] {
  const changes: (ProjectAdded<Project> | ProjectChanged<Project> | ProjectRemoved<Project>)[] = [];
  for (const [arn, project] of before) {
    if (!after.has(arn)) {
      changes.push({ _tag: "Removed", arn, project });
    }
  }
  for (const [arn, project] of after) {
    const previous = before.get(arn);
    if (previous === undefined) {
      changes.push({ _tag: "Added", arn, project });
    } else if (!sameValue(previous, project)) {
      changes.push({ _tag: "Changed", arn, project, previous });
    }
  }
  return changes;
}
