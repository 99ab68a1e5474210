import {
  DescribeDatasetCommand,
  DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
  type DescribeProjectsCommandOutput,
  DescribeProjectVersionsCommand,
  ListCollectionsCommand,
  type ListCollectionsCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import type { Observable } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Listing } from "../../src/listing/listing.js";
import type { PageClient } from "../../src/request/listing-config.js";
import { nextToken } from "../../src/request/next-token.js";
import { paginate$ } from "../../src/listing/paginate.js";
import type { PagedOperation } from "../../src/request/paged-operation.js";
import { ListThingsCommand, pagesOf, settle, type ThingsPage, thingsService } from "../support/things.js";
import { watch } from "../support/watch.js";

const ABC = [["a"], ["b"], ["c"]];
const thingsIn = (seen: readonly unknown[]): unknown[] => seen.map((page) => (page as ThingsPage).Things ?? page);

describe("an operation", () => {
  test("that is a command class has NextToken both ways, and MaxResults", async () => {
    const { client, sent } = pagesOf(ABC);
    const { seen } = watch(paginate$({ client, pageSize: 7 }, ListThingsCommand, { Filter: "f" }));
    await settle();
    expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
    expect(sent.map(({ input }) => input)).toEqual([
      { Filter: "f", MaxResults: 7 },
      { Filter: "f", MaxResults: 7, NextToken: "1" },
      { Filter: "f", MaxResults: 7, NextToken: "2" },
    ]);
  });

  test("that is a descriptor says where its tokens are, and may have objects for tokens", async () => {
    // As DynamoDB has them, members in another order for the same key.
    const { client, sent } = thingsService(({ ExclusiveStartKey }) =>
      ExclusiveStartKey === undefined
        ? { Things: ["a"], Last: { Key: { id: 1n, at: Uint8Array.of(1) } } }
        : { Things: ["b"] },
    );
    const things$ = paginate$(
      { client, pageSize: 2 },
      {
        command: ListThingsCommand,
        inputToken: "ExclusiveStartKey",
        outputToken: "Last.Key",
        pageSize: "Limit",
        name: "Scan",
      },
    );
    const { seen } = watch(things$);
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], ["b"], "complete"]);
    expect(sent.map(({ input }) => input)).toEqual([
      { Limit: 2 },
      { Limit: 2, ExclusiveStartKey: { id: 1n, at: Uint8Array.of(1) } },
    ]);
    const rest = watch(things$.resumeFrom({ id: 1n, at: Uint8Array.of(1) }));
    await settle();
    expect(thingsIn(rest.seen)).toEqual([["b"], "complete"]);
  });

  test("that cannot work is refused at once", () => {
    const { client } = pagesOf([]);
    expect(() => paginate$({ client, pageSize: 0 }, ListThingsCommand)).toThrow(RangeError);
    expect(() => paginate$({ client, startingToken: "rekognition-rx:{" }, ListThingsCommand)).toThrow(TypeError);
    expect(() => paginate$({ client }, { command: ListThingsCommand, inputToken: "", outputToken: "a" })).toThrow(
      TypeError,
    );
  });

  test("of most of AWS is made of its command and its limits", () => {
    expect(nextToken(ListThingsCommand)).toEqual({
      command: ListThingsCommand,
      inputToken: "NextToken",
      outputToken: "NextToken",
      pageSize: "MaxResults",
    });
    expect(nextToken(ListThingsCommand, { name: "Things", maxPageSize: 5 })).toMatchObject({
      name: "Things",
      maxPageSize: 5,
    });
  });
});

describe("a command of the SDK", () => {
  const sdk = new RekognitionClient({ region: "eu-west-1" });
  const misspelt = (change: object): (() => unknown) => {
    const operation = { ...nextToken(ListCollectionsCommand), ...change };
    return () => paginate$({ client: sdk }, operation as PagedOperation<ListCollectionsCommand>);
  };

  test.each([
    [
      { outputToken: "Nexttoken" },
      'paginate$: operation.outputToken is "Nexttoken", and the answer has no such member; ' +
        "it has CollectionIds, NextToken, FaceModelVersions",
    ],
    [
      { inputToken: "Marker" },
      /^paginate\$: operation\.inputToken is "Marker", and the request has no such member; it has /,
    ],
    [{ pageSize: "Limit" }, /^paginate\$: operation\.pageSize is "Limit", and the request has no such member; it has /],
  ])("is refused at once with a descriptor that is misspelt: %j", (change, message) => {
    expect(misspelt(change)).toThrow(TypeError);
    expect(misspelt(change)).toThrow(message);
    expect(misspelt({})).not.toThrow();
  });

  test("that has no token is refused at once by its class, with what its members are", () => {
    const config: never = { client: sdk } as never;
    expect(() => paginate$(config, DescribeDatasetCommand as never)).toThrow(TypeError);
    expect(() => paginate$(config, DescribeDatasetCommand as never)).toThrow(
      "DescribeDatasetCommand does not have NextToken, or nextToken, in both its request and its answer; " +
        "describe where its tokens are: { command: DescribeDatasetCommand, inputToken, outputToken }. " +
        "Its request takes DatasetArn; its answer has DatasetDescription",
    );
  });

  // As in an SDK before 3.1000, or a double: what the pages show is all there is.
  test.each(["LastEvaluatedKey", "NextContinuationToken", "NextMarker", "nextForwardToken", "nextToken"])(
    "without a schema fails at the first page that has a token of another name: %s",
    async (name) => {
      const { client } = thingsService(() => ({ Things: ["a"], [name]: "more" }));
      const { seen } = watch(paginate$({ client }, ListThingsCommand));
      await settle();
      expect(seen).toEqual([expect.objectContaining({ _tag: "ListingError", pagesDelivered: 0 })]);
      expect((seen[0] as { readonly cause: unknown }).cause).toEqual(
        new TypeError(
          `the answer has no NextToken, but it has ${name}: it would wrongly count as the last page; ` +
            `describe where its tokens are: { command, inputToken, outputToken: "${name}" }`,
        ),
      );
    },
  );

  test.each([undefined, null, ""])("without a schema may have another token that is %o", async (nextToken) => {
    const { client } = thingsService(() => ({ Things: ["a"], nextToken }));
    const { seen } = watch(paginate$({ client }, ListThingsCommand));
    await settle();
    expect(seen.at(-1)).toBe("complete");
  });
});

/** Nothing is sent: these are listings that nobody subscribes to. */
const client = new RekognitionClient({ region: "eu-west-1" });

/** Another service's command and client, as the SDK would have them. */
class ScanTableCommand {
  readonly input: { readonly TableName: string; readonly Start?: string };
  readonly resolveMiddleware = () => async () => ({ output: { Items: ["a"], Key: { Last: "a" } } });

  constructor(input: ScanTableCommand["input"]) {
    this.input = input;
  }
}
const tables: PageClient<{ Items: string[]; Key: { Last: string } }, ScanTableCommand> = {
  send: async () => ({ Items: ["a"], Key: { Last: "a" } }),
};

/** As `aws-sdk-client-mock` and users have them: one `send`, typed. */
const double: PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand> = {
  send: async () => ({ $metadata: {} }),
};

// Looked at by the compiler, and never called: some of it is refused when it runs too.
const misuses = (): unknown => [
  // @ts-expect-error an input with a member that the command does not have
  paginate$({ client }, DescribeProjectsCommand, { ProjectName: "a" }),
  // @ts-expect-error an input with a member of the wrong type
  paginate$({ client }, DescribeProjectsCommand, { ProjectNames: "a" }),
  // @ts-expect-error an input that lacks what the command must have
  paginate$({ client }, DescribeProjectVersionsCommand, { MaxResults: 5 }),
  // @ts-expect-error no input, where the command must have one
  paginate$({ client }, DescribeProjectVersionsCommand),
  // @ts-expect-error a command class whose token is another
  paginate$({ client: tables }, ScanTableCommand, { TableName: "t" }),
  // @ts-expect-error a token that the request does not take
  paginate$({ client: tables }, { command: ScanTableCommand, inputToken: "Begin", outputToken: "Key.Last" }, {}),
  // @ts-expect-error a token that is not in the answer
  paginate$({ client: tables }, { command: ScanTableCommand, inputToken: "Start", outputToken: "Key.First" }, {}),
  // @ts-expect-error an input is required with a descriptor too
  paginate$({ client: tables }, { command: ScanTableCommand, inputToken: "Start", outputToken: "Key.Last" }),
  // @ts-expect-error the client of another service
  paginate$({ client: tables }, DescribeProjectsCommand),
  // @ts-expect-error the command of another service
  paginate$({ client }, ScanTableCommand),
  // @ts-expect-error a command that is none of the SDK's, for the SDK's client
  paginate$({ client }, ListThingsCommand),
  // @ts-expect-error a page size that is no number
  paginate$({ client, pageSize: "5" }, ListCollectionsCommand),
  // @ts-expect-error an option that does not exist
  paginate$({ client, stopOnSameToken: true }, ListCollectionsCommand),
  // @ts-expect-error a token of a plain listing is a string
  paginate$({ client }, ListCollectionsCommand).resumeFrom({ id: 1 }),
  // @ts-expect-error a perRequest that gives no pages
  paginate$({ client, perRequest: () => watch }, ListCollectionsCommand),
  // @ts-expect-error a descriptor without its tokens
  paginate$({ client }, { command: ListCollectionsCommand }),
];

describe("the types", () => {
  test("of the pages are inferred from the SDK's command", () => {
    const listing = paginate$({ client }, ListCollectionsCommand);
    expectTypeOf(listing).toEqualTypeOf<Listing<ListCollectionsCommandOutput>>();
    expectTypeOf(listing).toExtend<Observable<ListCollectionsCommandOutput>>();
    expectTypeOf(listing).toExtend<AsyncIterable<ListCollectionsCommandOutput>>();
    expectTypeOf(paginate$({ client: double }, DescribeProjectsCommand)).toEqualTypeOf<
      Listing<DescribeProjectsCommandOutput>
    >();
  });

  test("of a descriptor's too; its tokens may be objects", () => {
    const operation: PagedOperation<ListCollectionsCommand> = nextToken(ListCollectionsCommand);
    expectTypeOf(paginate$({ client }, operation)).toEqualTypeOf<
      Listing<ListCollectionsCommandOutput, string | object>
    >();
  });

  test("of perRequest, checkpoint and withCommand follow", () => {
    paginate$(
      {
        client,
        perRequest: (page$, request) => {
          expectTypeOf(page$).toEqualTypeOf<Observable<ListCollectionsCommandOutput>>();
          expectTypeOf(request.token).toBeUnknown();
          return page$;
        },
        withCommand: (command) => {
          expectTypeOf(command).toEqualTypeOf<ListCollectionsCommand>();
          return command;
        },
      },
      ListCollectionsCommand,
    );
    expect(true).toBe(true);
  });

  test("let a hand-made command through, whose page is what the client answers with", () => {
    expectTypeOf(paginate$({ client: pagesOf([]).client }, ListThingsCommand)).toEqualTypeOf<
      Listing<ThingsPage, string | object>
    >();
    const scan = { command: ScanTableCommand, inputToken: "Start", outputToken: "Key.Last" } as const;
    expectTypeOf(paginate$({ client: tables }, scan, { TableName: "t" })).toEqualTypeOf<
      Listing<{ Items: string[]; Key: { Last: string } }, string | object>
    >();
  });

  test("refuse what cannot work", () => {
    const input: DescribeProjectsCommandInput = { ProjectNames: ["a"] };
    const use = (): unknown => paginate$({ client }, DescribeProjectsCommand, input);
    expect(use).not.toThrow();
    expect(misuses).toBeTypeOf("function");
  });
});
