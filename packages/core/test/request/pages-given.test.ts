import { lastValueFrom, of } from "rxjs";
import { describe, expect, test } from "vitest";
import { describeProjects$ } from "../../src/operations/describe-projects.js";
import { withPerRequest } from "../../src/listing/with-per-request.js";
import type { PerRequest } from "../../src/request/listing-config.js";
import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";

const client = { send: async () => ({ ProjectDescriptions: [], $metadata: {} }) };

/** An operator like `retryThrottled` that nobody has called: it gives a function. */
const uncalled = (() => () => of()) as unknown as PerRequest<DescribeProjectsCommandOutput>;

describe("a perRequest that gives a function", () => {
  const message =
    /config\.perRequest must give an Observable of the page, not a function; call an operator before you pass it, as in perRequest: retryThrottled\(\)/;

  test("is an error that says so", async () => {
    await expect(lastValueFrom(describeProjects$({ client, perRequest: uncalled }))).rejects.toThrow(message);
  });

  test("is one inside another, too", async () => {
    const listing = withPerRequest(describeProjects$({ client, perRequest: uncalled }), (page$) => page$);
    await expect(lastValueFrom(listing)).rejects.toThrow(message);
  });
});

test("a perRequest may give whatever rxjs takes for a stream", async () => {
  const page = { ProjectDescriptions: [], $metadata: {} };
  const promised = (() => Promise.resolve(page)) as unknown as PerRequest<DescribeProjectsCommandOutput>;
  expect(await lastValueFrom(describeProjects$({ client, perRequest: promised }))).toBe(page);
});
