import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CloudFrontClient, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import {
  ListObjectsCommand,
  type ListObjectsCommandOutput,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  type ListPartsCommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
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
    expect(() => paginate$({ client: s3 }, operation, bucket)).toThrow("NextVersionIdMarker, too");
  });
});

describe("an answer that says whether it has been cut off", () => {
  const bucket = { Bucket: "b" };

  test("and has no token is an error: S3 gives ListObjects a NextMarker only with a Delimiter", async () => {
    const page: ListObjectsCommandOutput = { $metadata: {}, IsTruncated: true, Contents: [{ Key: "a" }] };
    const send: (command: ListObjectsCommand) => Promise<ListObjectsCommandOutput> = async () => page;
    const client = { send };
    const operation = { command: ListObjectsCommand, inputToken: "Marker", outputToken: "NextMarker" } as const;
    await expect(lastValueFrom(paginate$({ client }, operation, bucket))).rejects.toThrow(
      "ListObjects failed at page 1: TypeError: the answer says that it has been cut off (IsTruncated), but has no " +
        "NextMarker, which would lead to the rest; use an operation whose answers have a token, such as ListObjectsV2 in " +
        "place of ListObjects; resumeFrom would fail again until that is changed",
    );
  });

  test("and has not is the last one, though it has a token: as S3 answers ListParts", async () => {
    const asked: unknown[] = [];
    const client = {
      send: async ({ input }: ListPartsCommand): Promise<ListPartsCommandOutput> => {
        asked.push(input.PartNumberMarker);
        const isLast = input.PartNumberMarker === "1";
        return { $metadata: {}, IsTruncated: !isLast, NextPartNumberMarker: isLast ? "2" : "1" };
      },
    };
    const operation = {
      command: ListPartsCommand,
      inputToken: "PartNumberMarker",
      outputToken: "NextPartNumberMarker",
    } as const;
    const upload = { ...bucket, Key: "k", UploadId: "u" };
    expect(await lastValueFrom(paginate$({ client }, operation, upload).pipe(toArray()))).toHaveLength(2);
    expect(asked).toEqual([undefined, "1"]);
  });

  test("within a structure, too", async () => {
    const command = ListDistributionsCommand;
    const operation = { command, inputToken: "Marker", outputToken: "DistributionList.NextMarker" } as const;
    const list = { Marker: "", MaxItems: 1, Quantity: 0, NextMarker: "same" };
    const client = {
      send: async ({ input }: ListDistributionsCommand) => ({
        $metadata: {},
        DistributionList: { ...list, IsTruncated: input.Marker === undefined },
      }),
    };
    expect(await lastValueFrom(paginate$({ client }, operation).pipe(toArray()))).toHaveLength(2);
  });
});
