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
  readonly ProjectVersionDescriptions: readonly ProjectVersionDescription[];
  readonly NextToken?: string;
}

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
