import {
  DescribeDatasetCommand,
  type DescribeDatasetCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { lastValueFrom, type Observable } from "rxjs";
import { expect, expectTypeOf, test } from "vitest";
import { isListing } from "../../src/listing/is-listing.js";
import type { PageClient } from "../../src/request/listing-config.js";
import { describeDataset$ } from "../../src/operations/describe-dataset.js";

const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/1700000000000";
const output: DescribeDatasetCommandOutput = {
  $metadata: {},
  DatasetDescription: { DatasetStats: { TotalEntries: 5 } },
};

test("sends DescribeDataset once, with the input, and gives its output", async () => {
  const sent: unknown[] = [];
  const client: PageClient<DescribeDatasetCommandOutput, DescribeDatasetCommand> = {
    send: async (command) => {
      sent.push(command);
      return output;
    },
  };
  const dataset$ = describeDataset$({ client }, { DatasetArn });
  expect(isListing(dataset$)).toBe(false);
  expect(await lastValueFrom(dataset$)).toBe(output);
  expect(sent).toEqual([expect.any(DescribeDatasetCommand)]);
  expect(sent[0]).toMatchObject({ input: { DatasetArn } });
});

test("says of a configuration whose it is", () => {
  // @ts-expect-error a client is required
  expect(() => describeDataset$({}, { DatasetArn })).toThrow(/^DescribeDataset: config\.client must be/u);
});

test("takes the SDK's client and a client's double, and no other client", () => {
  const client = new RekognitionClient({ region: "us-east-1" });
  expectTypeOf(describeDataset$({ client }, { DatasetArn })).toEqualTypeOf<Observable<DescribeDatasetCommandOutput>>();
  const other = { send: async ({ other }: { readonly other: string }) => ({ ...output, other }) };
  // @ts-expect-error the client of another service
  describeDataset$({ client: other }, { DatasetArn });
  // @ts-expect-error a dataset is required
  describeDataset$({ client }, {});
  // @ts-expect-error there are no pages
  describeDataset$({ client, maxPages: 5 }, { DatasetArn });
});
