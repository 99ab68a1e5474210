import {
  DescribeProjectVersionsCommand,
  type DescribeProjectVersionsCommandOutput,
  ListDatasetEntriesCommand,
  type ListDatasetEntriesCommandOutput,
  ListDatasetLabelsCommand,
  type ListDatasetLabelsCommandOutput,
  ListProjectPoliciesCommand,
  type ListProjectPoliciesCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Listing } from "../../src/listing/listing.js";
import { describeProjectVersions$ } from "../../src/operations/describe-project-versions.js";
import { listDatasetEntries$ } from "../../src/operations/list-dataset-entries.js";
import { listDatasetLabels$ } from "../../src/operations/list-dataset-labels.js";
import { listProjectPolicies$ } from "../../src/operations/list-project-policies.js";

interface AnyCommand {
  readonly input: { readonly NextToken?: string | undefined };
}

/** Empty lists, whatever the operation. */
const NO_ITEMS = {
  ProjectVersionDescriptions: [],
  DatasetEntries: [],
  DatasetLabelDescriptions: [],
  ProjectPolicies: [],
};

/** A service of three pages, whatever the operation. */
function threePages() {
  const sent: AnyCommand[] = [];
  const send = async (command: AnyCommand) => {
    sent.push(command);
    return { $metadata: {}, ...NO_ITEMS, ...(sent.length < 3 ? { NextToken: String(sent.length) } : {}) };
  };
  return { sent, client: { send } };
}

const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/1";
const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/dataset/train/1";

type Config = ReturnType<typeof threePages> & { readonly pageSize?: number };

/** A member that an input may have beside those of the sibling. */
interface More {
  readonly MaxResults?: number;
}

const SIBLINGS = [
  {
    name: "DescribeProjectVersions",
    Command: DescribeProjectVersionsCommand,
    list: (config: Config, more: More = {}): AsyncIterable<object> =>
      describeProjectVersions$(config, { ProjectArn, ...more }),
    input: { ProjectArn },
    maxPageSize: 100,
  },
  {
    name: "ListDatasetEntries",
    Command: ListDatasetEntriesCommand,
    list: (config: Config, more: More = {}): AsyncIterable<object> =>
      listDatasetEntries$(config, { DatasetArn, Labeled: true, ...more }),
    input: { DatasetArn, Labeled: true },
    maxPageSize: 100,
  },
  {
    name: "ListDatasetLabels",
    Command: ListDatasetLabelsCommand,
    list: (config: Config, more: More = {}): AsyncIterable<object> =>
      listDatasetLabels$(config, { DatasetArn, ...more }),
    input: { DatasetArn },
    maxPageSize: 100,
  },
  {
    name: "ListProjectPolicies",
    Command: ListProjectPoliciesCommand,
    list: (config: Config, more: More = {}): AsyncIterable<object> =>
      listProjectPolicies$(config, { ProjectArn, ...more }),
    input: { ProjectArn },
    maxPageSize: 5,
  },
];

describe.each(SIBLINGS)("$name", ({ name, Command, list, input, maxPageSize }) => {
  test("walks every page with its own command", async () => {
    const { sent, client } = threePages();
    let pages = 0;
    for await (const _ of list({ sent, client, pageSize: maxPageSize })) {
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(sent.every((command) => command instanceof Command)).toBe(true);
    const first = { ...input, MaxResults: maxPageSize };
    expect(sent.map((command) => command.input)).toEqual([
      first,
      { ...first, NextToken: "1" },
      { ...first, NextToken: "2" },
    ]);
  });

  test("refuses a page size that the service does not take", () => {
    expect(() => list({ ...threePages(), pageSize: maxPageSize + 1 })).toThrow(
      new RangeError(
        `${name}: config.pageSize must be a whole number, from 1 to ${maxPageSize}, not ${maxPageSize + 1}`,
      ),
    );
  });

  test("refuses one of the input's own likewise, and takes the largest", () => {
    for (const wrong of [0, maxPageSize + 1, 1.5, Number.NaN]) {
      expect(() => list(threePages(), { MaxResults: wrong })).toThrow(
        new RangeError(`${name}: input.MaxResults must be a whole number, from 1 to ${maxPageSize}, not ${wrong}`),
      );
    }
    expect(() => list({ ...threePages(), pageSize: maxPageSize })).not.toThrow();
    expect(() => list(threePages(), { MaxResults: maxPageSize })).not.toThrow();
  });

  test("names itself in its errors, and what it was about where there is no label", async () => {
    const { sent } = threePages();
    const client = { send: () => Promise.reject(new Error("refused")) };
    const pages = list({ sent, client, pageSize: 1 })[Symbol.asyncIterator]();
    const message: unknown = expect.stringContaining(`${name} (${Object.values(input)[0]}) failed at page 1: `);
    await expect(pages.next()).rejects.toMatchObject({ _tag: "ListingError", operation: name, message });
  });
});

test("the types are those of each operation", () => {
  const client = new RekognitionClient({ region: "eu-west-1" });
  expectTypeOf(describeProjectVersions$({ client }, { ProjectArn })).toEqualTypeOf<
    Listing<DescribeProjectVersionsCommandOutput>
  >();
  expectTypeOf(listDatasetEntries$({ client }, { DatasetArn })).toEqualTypeOf<
    Listing<ListDatasetEntriesCommandOutput>
  >();
  expectTypeOf(listDatasetLabels$({ client }, { DatasetArn })).toEqualTypeOf<Listing<ListDatasetLabelsCommandOutput>>();
  expectTypeOf(listProjectPolicies$({ client }, { ProjectArn })).toEqualTypeOf<
    Listing<ListProjectPoliciesCommandOutput>
  >();

  const misuses = (): unknown => [
    // @ts-expect-error without the project whose versions are meant
    describeProjectVersions$({ client }, {}),
    // @ts-expect-error an ARN of another kind
    listDatasetEntries$({ client }, { ProjectArn }),
  ];
  expect(misuses).toBeTypeOf("function");
});
