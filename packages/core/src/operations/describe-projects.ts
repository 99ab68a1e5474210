import {
  DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
  type DescribeProjectsCommandOutput,
} from "@aws-sdk/client-rekognition";
import { excerpt } from "../errors/excerpt.js";
import type { Listing } from "../listing/listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { listingOf } from "../listing/listing-of.js";
import { membersOf } from "../request/members-of.js";
import { asGiven } from "../request/as-given.js";
import { nextToken } from "../request/next-token.js";

/**
 * All your Rekognition Custom Labels projects, page by page, with their datasets.
 *
 * Cold: nothing is sent before a subscription, and each subscription walks from the start.
 * It takes what the SDK's `paginateDescribeProjects` takes, and any number of `ProjectNames`: each name is asked for
 * once, ten names per request, which is the service's limit. An empty list of names gives an empty stream.
 *
 * By default the service lists only `CUSTOM_LABELS` projects, and does not say that it left out others.
 * `Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"]` lists adapters too.
 *
 * @example
 * ```ts
 * import { describeProjects$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * for await (const page of describeProjects$({ client })) {
 *   console.log(page.ProjectDescriptions?.length ?? 0);
 * }
 *
 * // Adapters too.
 * for await (const page of describeProjects$({ client }, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] })) {
 *   console.log(page.ProjectDescriptions?.map(({ Feature }) => Feature));
 * }
 * ```
 *
 * @throws TypeError or RangeError immediately, for a configuration or a project name that cannot work.
 * Errors of the stream: {@link ListingError}, {@link RepeatedTokenError}, {@link TooManyPagesError}, a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 */
export function describeProjects$(
  config: ListingConfig<DescribeProjectsCommandOutput, DescribeProjectsCommand>,
  input: DescribeProjectsCommandInput = {},
): Listing<DescribeProjectsCommandOutput> {
  return listingOf(config, DESCRIBE_PROJECTS, inputsOf(membersOf(input, "DescribeProjects")));
}

const DESCRIBE_PROJECTS = nextToken(DescribeProjectsCommand, {
  items: "ProjectDescriptions",
  name: "DescribeProjects",
  maxPageSize: 100,
});

/** The service's own limits for `ProjectNames`. */
const NAMES_A_REQUEST = 10;
const NAME = /^[a-zA-Z0-9_.-]{1,255}$/;

function inputsOf(input: DescribeProjectsCommandInput): readonly DescribeProjectsCommandInput[] {
  const given: unknown = input.ProjectNames;
  if (given === undefined) {
    return [input];
  }
  if (!Array.isArray(given)) {
    throw new TypeError(`DescribeProjects: ProjectNames must be an array of names, not ${asGiven(given)}`);
  }
  const names = [...new Set(given as readonly string[])];
  // By its index, since the wrong name may itself be undefined.
  const wrong = names.findIndex((name) => typeof name !== "string" || !NAME.test(name));
  if (wrong !== -1) {
    throw new TypeError(
      `DescribeProjects: ${excerpt(names[wrong], 300)} is no project name; ` +
        `ProjectNames takes names (not ARNs) of 1 to 255 letters, digits, "_", "." and "-"`,
    );
  }
  const inputs: DescribeProjectsCommandInput[] = [];
  for (let at = 0; at < names.length; at += NAMES_A_REQUEST) {
    inputs.push({ ...input, ProjectNames: names.slice(at, at + NAMES_A_REQUEST) });
  }
  return inputs;
}
