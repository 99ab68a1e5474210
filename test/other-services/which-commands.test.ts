import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CloudFrontClient, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import { ListObjectsV2Command, ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { paginate$ } from "@rekognition-rx/core";
import { lastValueFrom, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";

const region = "us-east-1";

describe("a command class whose token has a usual name, the same both ways", () => {
  test("is walked by it, and takes the page size where the service does", async () => {
    const sent: object[] = [];
    const client = {
      send: async ({ input }: FilterLogEventsCommand): Promise<FilterLogEventsCommandOutput> => {
        sent.push(input);
        return { $metadata: {}, events: [], ...(input.nextToken === undefined && { nextToken: "t" }) };
      },
    };
    const events$ = paginate$({ client, pageSize: 7 }, FilterLogEventsCommand, { logGroupName: "g" });
    expectTypeOf(events$).toExtend<AsyncIterable<FilterLogEventsCommandOutput>>();
    expect(await lastValueFrom(events$.pipe(toArray()))).toHaveLength(2);
    expect(sent).toEqual([
      { logGroupName: "g", limit: 7 },
      { logGroupName: "g", limit: 7, nextToken: "t" },
    ]);
  });
});

describe("a command class whose token is another", () => {
  // Each would end after its first page, and nobody would notice.
  test("neither compiles, nor is it taken at run time", () => {
    const tables = new DynamoDBClient({ region });
    const logs = new CloudWatchLogsClient({ region });
    const distributions = new CloudFrontClient({ region });
    const uses: Readonly<Record<string, () => unknown>> = {
      // @ts-expect-error LastEvaluatedKey, for ExclusiveStartKey
      ScanCommand: () => paginate$({ client: tables }, ScanCommand, { TableName: "t" }),
      // @ts-expect-error nextForwardToken, for nextToken
      GetLogEventsCommand: () => paginate$({ client: logs }, GetLogEventsCommand, { logStreamName: "s" }),
      // @ts-expect-error DistributionList.NextMarker, for Marker
      ListDistributionsCommand: () => paginate$({ client: distributions }, ListDistributionsCommand),
    };
    for (const [name, use] of Object.entries(uses)) {
      expect(use).toThrow(TypeError);
      expect(use).toThrow(
        `${name} does not have NextToken, or nextToken, in both its request and its answer; describe`,
      );
    }
  });
});

describe("a descriptor whose answer has another token, too", () => {
  // S3 and CloudFront repeat the token of the request in the answer. A walk along it would end after its first page.
  const bucket = { Bucket: "b" };
  const s3 = new S3Client({ region });

  test.each(["ContinuationToken", "StartAfter"] as const)("is refused: %s in place of the next one", (outputToken) => {
    const operation = { command: ListObjectsV2Command, inputToken: "ContinuationToken", outputToken } as const;
    expect(() => paginate$({ client: s3 }, operation, bucket)).toThrow(
      new TypeError(
        `paginate$: operation.outputToken is "${outputToken}", and the answer has NextContinuationToken, too; ` +
          "name the one token that leads to the next page. An operation with several such tokens cannot be walked",
      ),
    );
    const right = { ...operation, outputToken: "NextContinuationToken" } as const;
    expect(() => paginate$({ client: s3 }, right, bucket)).not.toThrow();
  });

  test("is refused within a structure", () => {
    const client = new CloudFrontClient({ region });
    const operation = { command: ListDistributionsCommand, inputToken: "Marker" } as const;
    expect(() => paginate$({ client }, { ...operation, outputToken: "DistributionList.Marker" })).toThrow(
      'operation.outputToken is "DistributionList.Marker", and the answer has NextMarker, too',
    );
    expect(() => paginate$({ client }, { ...operation, outputToken: "DistributionList.NextMarker" })).not.toThrow();
  });

  test("is refused where one page needs two tokens: a walk along one of them would leave out versions", () => {
    const operation = {
      command: ListObjectVersionsCommand,
      inputToken: "KeyMarker",
      outputToken: "NextKeyMarker",
    } as const;
    expect(() => paginate$({ client: s3 }, operation, bucket)).toThrow("and the answer has NextVersionIdMarker, too");
  });
});
