import {
  ListProjectPoliciesCommand,
  type ListProjectPoliciesCommandInput,
  type ListProjectPoliciesCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { Listing } from "../listing/listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { paginate$ } from "../listing/paginate.js";
import { nextToken } from "../request/next-token.js";

/**
 * All resource policies of a Custom Labels project, page by page.
 *
 * The service gives at most five policies per page.
 *
 * @example
 * ```ts
 * import { listProjectPolicies$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * for await (const page of listProjectPolicies$({ client }, { ProjectArn })) {
 *   console.log(page.ProjectPolicies?.length ?? 0);
 * }
 * ```
 *
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
 * Errors of the stream: {@link ListingError}, {@link RepeatedTokenError}, {@link TooManyPagesError}, a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 */
export function listProjectPolicies$(
  config: ListingConfig<ListProjectPoliciesCommandOutput, ListProjectPoliciesCommand>,
  input: ListProjectPoliciesCommandInput,
): Listing<ListProjectPoliciesCommandOutput> {
  return paginate$(config, LIST_PROJECT_POLICIES, input);
}

const LIST_PROJECT_POLICIES = nextToken(ListProjectPoliciesCommand, {
  items: "ProjectPolicies",
  name: "ListProjectPolicies",
  maxPageSize: 5,
});
