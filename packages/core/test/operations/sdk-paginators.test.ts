import { readFileSync } from "node:fs";
import * as sdk from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import * as core from "../../src/index.js";

const VIDEO = "the results of an asynchronous video analysis";
const FACES = "collections of faces";

/** Paginated operations of Rekognition that are none of Custom Labels, and what they are about. */
const OTHERS: Readonly<Record<string, string>> = {
  GetCelebrityRecognition: VIDEO,
  GetContentModeration: VIDEO,
  GetFaceDetection: VIDEO,
  GetFaceSearch: VIDEO,
  GetLabelDetection: VIDEO,
  GetPersonTracking: VIDEO,
  GetSegmentDetection: VIDEO,
  GetTextDetection: VIDEO,
  ListCollections: FACES,
  ListFaces: FACES,
  ListMediaAnalysisJobs: "jobs that moderate images in bulk, with or without an adapter",
  ListStreamProcessors: "streams of live video",
  ListUsers: FACES,
};

const paginated = Object.keys(sdk)
  .filter((name) => name.startsWith("paginate"))
  .map((name) => name.slice("paginate".length));
const family = paginated.filter((operation) => !(operation in OTHERS));

test("the SDK has paginators, and every operation that is left out is one of them", () => {
  expect(paginated.length).toBeGreaterThan(15);
  expect(Object.keys(OTHERS).filter((operation) => !paginated.includes(operation))).toEqual([]);
});

/** What each member of the family is called with here. */
const INPUT = { ProjectArn: "arn", DatasetArn: "arn" };

/** Empty lists, whatever the operation. */
const NO_ITEMS = {
  ProjectDescriptions: [],
  ProjectVersionDescriptions: [],
  DatasetEntries: [],
  DatasetLabelDescriptions: [],
  ProjectPolicies: [],
};

/** What a walk of three pages sends. */
async function sentBy(walk: (client: sdk.RekognitionClient) => AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const sent: unknown[] = [];
  // The SDK's paginators ask for an instance of their own client.
  const client = new sdk.RekognitionClient({ region: "us-east-1" });
  client.send = (async (command: { readonly input: object }) => {
    sent.push([command.constructor.name, { ...command.input }]);
    return { ...NO_ITEMS, ...(sent.length < 3 && { NextToken: `t${sent.length}` }) };
  }) as never;
  for await (const page of walk(client)) {
    expect(page).toBeTypeOf("object");
  }
  return sent;
}

describe.each(family)("%s", (operation) => {
  const name = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}$`;

  test("is a listing of this package, or it has to become one: see CONTRIBUTING.md, A new operation", () => {
    expect(Object.keys(core)).toContain(name);
  });

  test("is one of the siblings that every law is stated of", () => {
    const siblings = readFileSync(new URL("../../../../test/laws/siblings.ts", import.meta.url), "utf8");
    expect(siblings.replaceAll(/\s+/g, " ")).toMatch(
      new RegExp(`sibling\\( ?"${name.replace("$", "\\$")}", "${operation}", ${name.replace("$", "\\$")},`),
    );
  });

  test("is walked as the SDK's paginator walks it", async () => {
    type Walk = (config: object, input: object) => AsyncIterable<unknown>;
    const ours = (core as unknown as Readonly<Record<string, Walk>>)[name];
    const theirs = (sdk as unknown as Readonly<Record<string, Walk>>)[`paginate${operation}`];
    if (ours === undefined || theirs === undefined) {
      throw new Error(`${name} is missing`);
    }
    const config = { pageSize: 5, startingToken: "t0" };
    const [left, right] = await Promise.all([
      sentBy((client) => ours({ client, ...config }, { ...INPUT })),
      sentBy((client) => theirs({ client, ...config }, { ...INPUT })),
    ]);
    expect(left).toEqual(right);
    expect(left).toHaveLength(3);
  });
});
