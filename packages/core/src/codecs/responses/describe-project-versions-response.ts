import * as t from "io-ts";
import type { Encoded } from "../encoded.js";
import { ProjectVersionDescription } from "../project-version-description.js";
import { list } from "../schema/list.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * A page of `DescribeProjectVersions`: the SDK's output, the JSON of the wire, or what the AWS CLI prints.
 *
 * One invalid version makes the page invalid. `flattenVersions` followed by `decodeEither(ProjectVersionDescription)`
 * decodes version by version.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 */
export interface DescribeProjectVersionsResponse {
  /** Empty if the service sends no list. */
  readonly ProjectVersionDescriptions: readonly ProjectVersionDescription[];
  /** The token of the next page. The last page has none. */
  readonly NextToken?: string;
}

/** The io-ts codec of `DescribeProjectVersionsResponse`. It encodes each `Date` as ISO 8601 text in UTC. */
export const DescribeProjectVersionsResponse: t.Type<
  DescribeProjectVersionsResponse,
  Encoded<DescribeProjectVersionsResponse>
> = struct<DescribeProjectVersionsResponse>({
  name: "DescribeProjectVersionsResponse",
  fields: {
    ProjectVersionDescriptions: list(ProjectVersionDescription),
    NextToken: optional(t.string),
  },
});
