import { type Feature, FEATURES } from "../seed/project-seed.js";
import { listOf } from "../shapes/list-of.js";
import { oneOf } from "../shapes/one-of.js";
import { maxResults, nextToken } from "../shapes/paging.js";
import { resourceName } from "../shapes/resource-name.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the projects of an account in a region, by creation time.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 */
export const describeProjects: Operation = operation({
  summary: "Lists the projects of an account in a region, the oldest first.",
  input: {
    NextToken: nextToken,
    MaxResults: maxResults(100),
    ProjectNames: listOf(resourceName, { min: 1, max: 10 }),
    Features: listOf(oneOf(FEATURES), { min: 1, max: 2 }),
  },
  errors: { InvalidPaginationTokenException: "the token does not belong to this listing" },
  answer: (input, context) => {
    const features: ReadonlySet<Feature> = new Set(input.Features ?? ["CUSTOM_LABELS"]);
    const names = input.ProjectNames === undefined ? undefined : new Set(input.ProjectNames);
    return listPage(context, {
      operation: "DescribeProjects",
      about: [[...features].toSorted().join(","), names === undefined ? "*" : [...names].toSorted().join(",")],
      member: "ProjectDescriptions",
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      page: (after, limit) => context.projects.page({ features, names, after, limit }),
      json: (project) => project.json,
    });
  },
});
