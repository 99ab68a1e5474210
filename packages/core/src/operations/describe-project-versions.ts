import {
  DescribeProjectVersionsCommand,
  type DescribeProjectVersionsCommandInput,
  type DescribeProjectVersionsCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { Listing } from "../listing/listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { paginate$ } from "../listing/paginate.js";
import { nextToken } from "../request/next-token.js";

/**
 * All versions (trained models) of a Custom Labels project, page by page. The service sends the newest first.
 *
 * `VersionNames` filters; without it every version comes, in every status. AWS charges for a `RUNNING` version even while
 * it is idle.
 *
 * @example
 * ```ts
 * import { describeProjectVersions$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * for await (const page of describeProjectVersions$({ client }, { ProjectArn })) {
 *   console.log(page.ProjectVersionDescriptions?.length ?? 0);
 * }
 * ```
 *
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
 * Errors of the stream: {@link ListingError}, {@link RepeatedTokenError}, {@link TooManyPagesError}, a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 */
export function describeProjectVersions$(
  config: ListingConfig<DescribeProjectVersionsCommandOutput, DescribeProjectVersionsCommand>,
  input: DescribeProjectVersionsCommandInput,
): Listing<DescribeProjectVersionsCommandOutput> {
  return paginate$(config, DESCRIBE_PROJECT_VERSIONS, input);
}

const DESCRIBE_PROJECT_VERSIONS = nextToken(DescribeProjectVersionsCommand, {
  items: "ProjectVersionDescriptions",
  name: "DescribeProjectVersions",
  maxPageSize: 100,
});
