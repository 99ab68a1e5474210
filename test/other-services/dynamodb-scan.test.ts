import { type AttributeValue, DynamoDBClient, ScanCommand, type ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import {
  isListingError,
  type Listing,
  type ListingPosition,
  paginate$,
  type PagedOperation,
} from "@rekognition-rx/core";
import { restartOnExpiredToken } from "@rekognition-rx/operators";
import { lastValueFrom, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";

const SCAN: PagedOperation<ScanCommand> = {
  command: ScanCommand,
  inputToken: "ExclusiveStartKey",
  outputToken: "LastEvaluatedKey",
  pageSize: "Limit",
};

type Key = Record<string, AttributeValue>;

const keyOf = (at: number): Key => ({ shard: { S: "a" }, at: { B: Uint8Array.of(at, 255) } });

/** A table of four items, whose keys are objects with a binary member; `fault` may throw before any answer. */
function table(fault?: (number: number) => void) {
  const sent: (Key | undefined)[] = [];
  const client = {
    send: async ({ input }: ScanCommand): Promise<ScanCommandOutput> => {
      const number = sent.push(input.ExclusiveStartKey) - 1;
      fault?.(number);
      const from = input.ExclusiveStartKey === undefined ? 0 : Number(input.ExclusiveStartKey["at"]?.B?.[0]);
      const to = Math.min(4, from + (input.Limit ?? 4));
      const Items = Array.from({ length: to - from }, (_, i) => ({ id: { N: String(from + i) } }));
      return { $metadata: {}, Items, ...(to < 4 && { LastEvaluatedKey: keyOf(to) }) };
    },
  };
  return { client, sent };
}

const idsOf = ({ Items = [] }: ScanCommandOutput) => Items.map(({ id }) => id?.N);

describe("DynamoDB's Scan, whose tokens are objects", () => {
  test("is walked to its end", async () => {
    const { client, sent } = table();
    const pages = await lastValueFrom(
      paginate$({ client, pageSize: 2 }, SCAN, { TableName: "things" }).pipe(toArray()),
    );
    expect(pages.map(idsOf)).toEqual([
      ["0", "1"],
      ["2", "3"],
    ]);
    expect(sent).toEqual([undefined, keyOf(2)]);
  });

  test("is pulled, and resumed from a position that was JSON in between", async () => {
    const { client, sent } = table();
    const positions: string[] = [];
    const checkpoint = (position: ListingPosition) => void positions.push(JSON.stringify(position));
    const scan = paginate$({ client, pageSize: 1, checkpoint }, SCAN, { TableName: "things" });
    for await (const page of scan) {
      if (idsOf(page)[0] === "2") {
        break;
      }
    }
    expect(positions).toHaveLength(2);
    const { resumeToken } = JSON.parse(positions[1] ?? "") as ListingPosition;
    const rest = await lastValueFrom(scan.resumeFrom(resumeToken).pipe(toArray()));
    expect(rest.map(idsOf)).toEqual([["2"], ["3"]]);
    expect(sent.slice(3)).toEqual([keyOf(2), keyOf(3)]);
  });

  test("that fails is resumed at the key that failed, or at a key of the table's own", async () => {
    const broken = new Error("broken");
    const { client } = table((number) => {
      if (number === 2) {
        throw broken;
      }
    });
    const scan = paginate$({ client, pageSize: 1 }, SCAN, { TableName: "things" });
    const error: unknown = await lastValueFrom(scan).catch((thrown: unknown) => thrown);
    expect(isListingError(error) && error.operation).toBe("Scan");
    const resumeToken = isListingError(error) ? error.resumeToken : undefined;
    expect(idsOf(await lastValueFrom(scan.resumeFrom(resumeToken).pipe(take(1))))).toEqual(["2"]);
    expect(idsOf(await lastValueFrom(scan.resumeFrom(keyOf(3))))).toEqual(["3"]);
  });

  test("with a key that comes again is an error, though it be another object", async () => {
    const client = { send: async (): Promise<ScanCommandOutput> => ({ $metadata: {}, LastEvaluatedKey: keyOf(1) }) };
    const scan = paginate$({ client }, SCAN, { TableName: "things" });
    await expect(lastValueFrom(scan)).rejects.toMatchObject({ _tag: "RepeatedTokenError" });
  });

  test("begins again after an expired token, with a key for its items", async () => {
    const expired = Object.assign(new Error("expired"), { name: "InvalidPaginationTokenException" });
    const { client } = table((number) => {
      if (number === 2) {
        throw expired;
      }
    });
    const scan = paginate$({ client, pageSize: 1 }, SCAN, { TableName: "things" });
    const pages = await lastValueFrom(scan.pipe(restartOnExpiredToken({ key: ({ id }) => id?.N }), toArray()));
    expect(pages.map(idsOf)).toEqual([["0"], ["1"], [], [], ["2"], ["3"]]);
  });

  test("has the types of its client", () => {
    const client = new DynamoDBClient({ region: "us-east-1" });
    const scan = paginate$({ client }, SCAN, { TableName: "things" });
    expectTypeOf(scan).toEqualTypeOf<Listing<ScanCommandOutput, string | object>>();
    // @ts-expect-error the client of another service
    paginate$({ client: new RekognitionClient({ region: "us-east-1" }) }, SCAN, { TableName: "things" });
    // @ts-expect-error the input of another operation
    paginate$({ client }, SCAN, { ProjectArn: "arn" });
  });
});
