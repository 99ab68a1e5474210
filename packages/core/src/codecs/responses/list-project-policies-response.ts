import * as t from "io-ts";
import type { Encoded } from "../encoded.js";
import { ProjectPolicy } from "../project-policy.js";
import { list } from "../schema/list.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * A page of `ListProjectPolicies`: the SDK's output, the JSON of the wire, or what the AWS CLI prints.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 */
export interface ListProjectPoliciesResponse {
  readonly ProjectPolicies: readonly ProjectPolicy[];
  readonly NextToken?: string;
}

export const ListProjectPoliciesResponse: t.Type<
  ListProjectPoliciesResponse,
  Encoded<ListProjectPoliciesResponse>
> = struct<ListProjectPoliciesResponse>({
  name: "ListProjectPoliciesResponse",
  fields: {
    ProjectPolicies: list(ProjectPolicy),
    NextToken: optional(t.string),
  },
});
