import type { DescribeDatasetCommandOutput } from "@aws-sdk/client-rekognition";
import { lastValueFrom, type Observable, toArray } from "rxjs";
import { describe, expect, test } from "vitest";
import {
  describeDataset$,
  describeProjects$,
  describeProjectVersions$,
  isEmptyAnswerError,
  isListingError,
  listDatasetEntries$,
  listDatasetLabels$,
  listProjectPolicies$,
  paginate$,
} from "../../src/index.js";
import { ListThingsCommand, type ThingsPage } from "../support/things.js";

type Client = { readonly send: () => Promise<object> };

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/a/1";
const LISTS: readonly (readonly [string, string, (client: Client) => Observable<unknown>])[] = [
  ["DescribeProjects", "ProjectDescriptions", (client) => describeProjects$({ client })],
  [
    "DescribeProjectVersions",
    "ProjectVersionDescriptions",
    (client) => describeProjectVersions$({ client }, { ProjectArn: ARN }),
  ],
  ["ListDatasetEntries", "DatasetEntries", (client) => listDatasetEntries$({ client }, { DatasetArn: ARN })],
  ["ListDatasetLabels", "DatasetLabelDescriptions", (client) => listDatasetLabels$({ client }, { DatasetArn: ARN })],
  ["ListProjectPolicies", "ProjectPolicies", (client) => listProjectPolicies$({ client }, { ProjectArn: ARN })],
];

/** Answers, one after the other. */
function clientOf(...answers: readonly object[]): Client {
  let sent = 0;
  return { send: () => Promise.resolve(answers[sent++] ?? {}) };
}

async function failureOf(source: Observable<unknown>): Promise<unknown> {
  return await lastValueFrom(source, { defaultValue: undefined }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each(LISTS)("an answer to %s without %s and without a token", (operation, member, list) => {
  test.each([{}, { [member]: null }, { [member]: undefined, NextToken: "" }, { NextToken: null }])(
    "is no empty list, but an error: %j",
    async (answer) => {
      const error = await failureOf(list(clientOf({ $metadata: {}, ...answer })));
      expect(isListingError(error)).toBe(true);
      const { cause } = error as Error;
      expect(isEmptyAnswerError(cause)).toBe(true);
      expect(cause).toMatchObject({ _tag: "EmptyAnswerError", operation });
      expect(String(cause)).toContain(`the answer to ${operation} has neither ${member} nor a token`);
    },
  );

  test("fails the walk at its page, and not before", async () => {
    const client = clientOf({ [member]: [], NextToken: "2" }, { NextToken: "3" }, {});
    const error = await failureOf(list(client).pipe(toArray()));
    expect(error).toMatchObject({ resumeToken: "3", pagesDelivered: 2 });
  });

  test("cannot be looked for in an answer whose members throw: the walk fails with what they throw", async () => {
    const hostile = new Error("a member that throws");
    for (const name of [member, "NextToken"]) {
      const answer = Object.defineProperty({}, name, {
        get: () => {
          throw hostile;
        },
      });
      const error = await failureOf(list(clientOf(answer)));
      expect((error as Error).cause).toBe(hostile);
    }
  });

  test("is not said of an empty list, nor of a page without items that has a token", async () => {
    const pages = await lastValueFrom(list(clientOf({ NextToken: "2" }, { [member]: [] })).pipe(toArray()));
    expect(pages).toEqual([{ NextToken: "2" }, { [member]: [] }]);
  });
});

test("an answer to DescribeDataset without a dataset is an error", async () => {
  const dataset$ = describeDataset$({ client: clientOf({}) }, { DatasetArn: ARN });
  expect(isEmptyAnswerError(await failureOf(dataset$))).toBe(true);
  const answer = { DatasetDescription: {} } as DescribeDatasetCommandOutput;
  const answered$ = describeDataset$({ client: clientOf(answer) }, { DatasetArn: ARN });
  expect(await lastValueFrom(answered$)).toBe(answer);
});

test("paginate$ takes any answer for a page, unless its operation names the items", async () => {
  const client = { send: () => Promise.resolve<ThingsPage>({}) };
  const operation = { command: ListThingsCommand, inputToken: "NextToken", outputToken: "NextToken" } as const;
  expect(await lastValueFrom(paginate$({ client }, operation, {}))).toEqual({});
  const error = await failureOf(paginate$({ client }, { ...operation, items: "Things" } as typeof operation, {}));
  expect(isEmptyAnswerError((error as Error).cause)).toBe(true);
});

test("what is no such error is none", () => {
  expect(
    [undefined, null, "EmptyAnswerError", new Error("no"), { _tag: "EmptyAnswerError" }].some(isEmptyAnswerError),
  ).toBe(false);
});
