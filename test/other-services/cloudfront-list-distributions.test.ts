import {
  CloudFrontClient,
  type DistributionSummary,
  ListDistributionsCommand,
  type ListDistributionsCommandInput,
  type ListDistributionsCommandOutput,
} from "@aws-sdk/client-cloudfront";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { isListingError, type Listing, paginate$, type PagedOperation } from "@rekognition-rx/core";
import { lastValueFrom, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";

const LIST_DISTRIBUTIONS: PagedOperation<ListDistributionsCommand> = {
  command: ListDistributionsCommand,
  inputToken: "Marker",
  outputToken: "DistributionList.NextMarker",
  pageSize: "MaxItems",
};

/** An account of these distributions; `fault` may throw before any answer. */
function account(ids: readonly string[], fault?: (number: number) => void) {
  const sent: ListDistributionsCommandInput[] = [];
  const client = {
    send: async ({ input }: ListDistributionsCommand): Promise<ListDistributionsCommandOutput> => {
      const number = sent.push(input) - 1;
      fault?.(number);
      const { Marker = "", MaxItems = 100 } = input;
      const from = ids.indexOf(Marker) + 1;
      const Items = ids.slice(from, from + MaxItems).map((Id) => ({ Id }) as DistributionSummary);
      const IsTruncated = from + MaxItems < ids.length;
      const list = { Marker, MaxItems, IsTruncated, Quantity: Items.length, Items };
      return {
        $metadata: {},
        // The service sends an empty marker after the last page.
        DistributionList: { ...list, NextMarker: IsTruncated ? (Items.at(-1)?.Id ?? "") : "" },
      };
    },
  };
  return { client, sent };
}

const idsOf = ({ DistributionList }: ListDistributionsCommandOutput) => DistributionList?.Items?.map(({ Id }) => Id);

describe("CloudFront's ListDistributions, whose token lies inside a member", () => {
  test("is walked to its end", async () => {
    const { client, sent } = account(["a", "b", "c"]);
    const pages = await lastValueFrom(paginate$({ client, pageSize: 2 }, LIST_DISTRIBUTIONS).pipe(toArray()));
    expect(pages.map(idsOf)).toEqual([["a", "b"], ["c"]]);
    expect(sent).toEqual([{ MaxItems: 2 }, { MaxItems: 2, Marker: "b" }]);
  });

  test("is pulled a page at a time", async () => {
    const { client, sent } = account(["a", "b", "c"]);
    const seen: unknown[] = [];
    for await (const page of paginate$({ client, pageSize: 1 }, LIST_DISTRIBUTIONS)) {
      seen.push(idsOf(page));
      expect(sent).toHaveLength(seen.length);
    }
    expect(seen).toEqual([["a"], ["b"], ["c"]]);
  });

  test("an answer without the list is the last page", async () => {
    const client = { send: async (): Promise<ListDistributionsCommandOutput> => ({ $metadata: {} }) };
    expect(await lastValueFrom(paginate$({ client }, LIST_DISTRIBUTIONS).pipe(toArray()))).toHaveLength(1);
  });

  test("that fails is resumed at the page that failed", async () => {
    const { client } = account(["a", "b", "c"], (number) => {
      if (number === 1) {
        throw new Error("broken");
      }
    });
    const distributions = paginate$({ client, pageSize: 1 }, LIST_DISTRIBUTIONS);
    const error: unknown = await lastValueFrom(distributions).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ operation: "ListDistributions", resumeToken: "a", pagesDelivered: 1 });
    const rest = distributions.resumeFrom(isListingError(error) ? error.resumeToken : undefined);
    expect((await lastValueFrom(rest.pipe(toArray()))).map(idsOf)).toEqual([["b"], ["c"]]);
  });

  test("has the types of its client", () => {
    const client = new CloudFrontClient({ region: "us-east-1" });
    const distributions = paginate$({ client }, LIST_DISTRIBUTIONS);
    expectTypeOf(distributions).toEqualTypeOf<Listing<ListDistributionsCommandOutput, string | object>>();
    // @ts-expect-error the client of another service
    paginate$({ client: new RekognitionClient({ region: "us-east-1" }) }, LIST_DISTRIBUTIONS);
    // @ts-expect-error a member that the request does not have
    paginate$({ client }, LIST_DISTRIBUTIONS, { NextToken: "a" });
  });
});
