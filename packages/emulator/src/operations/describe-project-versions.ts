import type { Cursor } from "../account/cursor.js";
import { SortedItems } from "../account/sorted-items.js";
import type { Page } from "../account/page.js";
import { findProject } from "../account/find-resource.js";
import type { ProjectVersion } from "../account/project-version.js";
import { projectArn } from "../shapes/arns.js";
import { listOf } from "../shapes/list-of.js";
import { maxResults, nextToken } from "../shapes/paging.js";
import { required } from "../shapes/required.js";
import { resourceName } from "../shapes/resource-name.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the versions of a project, the latest first.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 */
export const describeProjectVersions: Operation = operation({
  summary: "Lists the versions of a project, the latest first.",
  input: {
    ProjectArn: required(projectArn),
    VersionNames: listOf(resourceName, { min: 1, max: 10 }),
    NextToken: nextToken,
    MaxResults: maxResults(100),
  },
  errors: {
    ResourceNotFoundException: "there is no such project",
    InvalidPaginationTokenException: "the token does not belong to this listing",
  },
  answer: (input, context) => {
    const project = findProject(context.projects, input.ProjectArn);
    const names = input.VersionNames === undefined ? undefined : new Set(input.VersionNames);
    return listPage(context, {
      operation: "DescribeProjectVersions",
      about: [project.arn, names === undefined ? "*" : [...names].toSorted().join(",")],
      member: "ProjectVersionDescriptions",
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      page: (after, limit) => named(project.versions, names).page(after, limit),
      json: (version) => Buffer.from(JSON.stringify(version.describe())),
    });
  },
});

function named(
  versions: SortedItems<ProjectVersion>,
  names: ReadonlySet<string> | undefined,
): { page(after: Cursor | undefined, limit: number): Page<ProjectVersion> } {
  if (names === undefined) {
    return versions;
  }
  const chosen = new SortedItems<ProjectVersion>();
  chosen.addAll(versions.all().filter(({ name }) => names.has(name)));
  return chosen;
}
