import * as t from "io-ts";
import type { Encoded } from "../encoded.js";
import { ProjectDescription, readProjectDescription } from "../project-description.js";
import { isMissing } from "../schema/is-missing.js";
import { isPlainRecord } from "../schema/is-plain-record.js";
import { list } from "../schema/list.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * A page of `DescribeProjects`: the SDK's output, the JSON of the wire, or what `aws rekognition describe-projects` prints.
 *
 * One invalid project makes the page invalid. `decodeProjects` decodes a page project by project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 */
export interface DescribeProjectsResponse {
  /** Empty if the service sends no list. */
  readonly ProjectDescriptions: readonly ProjectDescription[];
  /** The token of the next page. The last page has none. */
  readonly NextToken?: string;
}

/** The io-ts codec of `DescribeProjectsResponse`. It encodes each `Date` as ISO 8601 text in UTC. */
export const DescribeProjectsResponse: t.Type<
  DescribeProjectsResponse,
  Encoded<DescribeProjectsResponse>
> = struct<DescribeProjectsResponse>({
  name: "DescribeProjectsResponse",
  fields: {
    ProjectDescriptions: list(ProjectDescription),
    NextToken: optional(t.string),
  },
  read: readDescribeProjectsResponse,
});

function readDescribeProjectsResponse(value: unknown): DescribeProjectsResponse | undefined {
  if (!isPlainRecord(value)) {
    return undefined;
  }
  const { ProjectDescriptions: list, NextToken } = value;
  const ProjectDescriptions = readProjects(list);
  if (ProjectDescriptions === undefined) {
    return undefined;
  }
  if (typeof NextToken === "string") {
    return { ProjectDescriptions, NextToken };
  }
  return isMissing(NextToken) ? { ProjectDescriptions } : undefined;
}

// Not a shared function: one that takes the reader of an item as an argument is a third slower.
function readProjects(value: unknown): readonly ProjectDescription[] | undefined {
  if (!Array.isArray(value)) {
    return isMissing(value) ? [] : undefined;
  }
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known, and it need not grow
  const items = new Array<ProjectDescription>(value.length);
  for (let index = 0; index < value.length; index += 1) {
    const item = readProjectDescription(value[index]);
    if (item === undefined) {
      return undefined;
    }
    items[index] = item;
  }
  return items;
}
