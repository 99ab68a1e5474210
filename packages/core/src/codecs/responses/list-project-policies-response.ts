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
  /** Empty if the service sends no list. */
  readonly ProjectPolicies: readonly ProjectPolicy[];
  /** The token of the next page. The last page has none. */
  readonly NextToken?: string;
}

/** The io-ts codec of `ListProjectPoliciesResponse`. It encodes each `Date` as ISO 8601 text in UTC. */
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
