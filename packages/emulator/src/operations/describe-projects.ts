import type { Feature } from "../seed/project-seed.js";
import { integer } from "../validation/integer.js";
import { listOf } from "../validation/list-of.js";
import { oneOf } from "../validation/one-of.js";
import { readInput } from "../validation/read-input.js";
import { text } from "../validation/text.js";
import { joinBytes } from "./join-bytes.js";
import type { Operation } from "./operation.js";

/**
 * Lists the projects of an account in a region, by creation time.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 */
export const describeProjects: Operation = (json, { home, projects, tokens }) => {
  const input = readInput(shape, json);
  const features: ReadonlySet<Feature> = new Set(input.Features ?? ["CUSTOM_LABELS"]);
  const names = input.ProjectNames === undefined ? undefined : new Set(input.ProjectNames);
  // Not the page size: a walk may change it from page to page.
  const purpose = [
    "DescribeProjects",
    home.accountId,
    home.region,
    [...features].toSorted().join(","),
    names === undefined ? "*" : [...names].toSorted().join(","),
  ];
  const after = input.NextToken === undefined ? undefined : tokens.open(purpose, input.NextToken);
  const { items, more } = projects.page({ features, names, after, limit: input.MaxResults ?? 100 });
  const last = items.at(-1);
  const end = more && last !== undefined ? `],"NextToken":"${tokens.seal(purpose, last)}"}` : "]}";
  return joinBytes(
    `{"ProjectDescriptions":[`,
    items.map((each) => each.json),
    end,
  );
};

/** From the service model. */
const shape = {
  NextToken: text({ maxLength: 1_024 }),
  MaxResults: integer({ min: 1, max: 100 }),
  ProjectNames: listOf(text({ minLength: 1, maxLength: 255, pattern: "[a-zA-Z0-9_.\\-]+" }), { min: 1, max: 10 }),
  Features: listOf(oneOf<Feature>(["CUSTOM_LABELS", "CONTENT_MODERATION"]), { min: 1, max: 2 }),
};
