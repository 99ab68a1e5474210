import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  type GetLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { type Listing, type ListingPosition, paginate$, type PagedOperation } from "@rekognition-rx/core";
import { lastValueFrom, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";

const GET_LOG_EVENTS: PagedOperation<GetLogEventsCommand> = {
  command: GetLogEventsCommand,
  inputToken: "nextToken",
  outputToken: "nextForwardToken",
  pageSize: "limit",
  end: "same",
};

/** A stream of events, read forward; after the last page the token is the one that was asked with. */
function stream(...pages: readonly (readonly string[])[]) {
  const sent: GetLogEventsCommandInput[] = [];
  const client = {
    send: async ({ input }: GetLogEventsCommand): Promise<GetLogEventsCommandOutput> => {
      sent.push(input);
      const index = input.nextToken === undefined ? 0 : Number(input.nextToken.slice(2));
      const events = (pages[index] ?? []).map((message) => ({ message }));
      const next = Math.min(index + 1, pages.length);
      return { $metadata: {}, events, nextForwardToken: `f/${next}`, nextBackwardToken: `b/${index}` };
    },
  };
  return { client, sent };
}

const input: GetLogEventsCommandInput = { logGroupName: "group", logStreamName: "stream", startFromHead: true };
const messagesOf = ({ events = [] }: GetLogEventsCommandOutput) => events.map(({ message }) => message);

describe("CloudWatch Logs' GetLogEvents, whose last token repeats", () => {
  test("ends where it repeats", async () => {
    const { client, sent } = stream(["a", "b"], ["c"]);
    const pages = await lastValueFrom(paginate$({ client, pageSize: 2 }, GET_LOG_EVENTS, input).pipe(toArray()));
    expect(pages.map(messagesOf)).toEqual([["a", "b"], ["c"], []]);
    expect(sent).toEqual([
      { ...input, limit: 2 },
      { ...input, limit: 2, nextToken: "f/1" },
      { ...input, limit: 2, nextToken: "f/2" },
    ]);
  });

  test("ends where it began, for a stream that is read to its end already", async () => {
    const { client, sent } = stream(["a"]);
    const events = paginate$({ client, startingToken: "f/1" }, GET_LOG_EVENTS, input);
    expect((await lastValueFrom(events.pipe(toArray()))).map(messagesOf)).toEqual([[]]);
    expect(sent).toHaveLength(1);
  });

  test("is pulled and resumed, and resumes to nothing after its end", async () => {
    const { client } = stream(["a"], ["b"]);
    const positions: ListingPosition[] = [];
    const checkpoint = (position: ListingPosition) => void positions.push(position);
    const events = paginate$({ client, checkpoint }, GET_LOG_EVENTS, input);
    const seen: unknown[] = [];
    for await (const page of events) {
      seen.push(messagesOf(page));
    }
    expect(seen).toEqual([["a"], ["b"], []]);
    const [first, , last] = positions;
    expect(first).toEqual({ resumeToken: "f/1", pagesDelivered: 1 });
    const rest = await lastValueFrom(events.resumeFrom(first?.resumeToken).pipe(take(1)));
    expect(messagesOf(rest)).toEqual(["b"]);
    expect(await lastValueFrom(events.resumeFrom(last?.resumeToken).pipe(toArray()))).toEqual([]);
  });

  test("would be an error if it were not given how it ends", async () => {
    const { client } = stream(["a"]);
    const events = paginate$({ client }, { ...GET_LOG_EVENTS, end: "absent" }, input);
    await expect(lastValueFrom(events)).rejects.toMatchObject({
      _tag: "RepeatedTokenError",
      operation: "GetLogEvents",
    });
  });

  test("has the types of its client", () => {
    const client = new CloudWatchLogsClient({ region: "us-east-1" });
    const events = paginate$({ client }, GET_LOG_EVENTS, input);
    expectTypeOf(events).toEqualTypeOf<Listing<GetLogEventsCommandOutput, string | object>>();
    // @ts-expect-error the client of another service
    paginate$({ client: new RekognitionClient({ region: "us-east-1" }) }, GET_LOG_EVENTS, input);
    // @ts-expect-error ends are "absent" or "same"
    expect(() => paginate$({ client }, { ...GET_LOG_EVENTS, end: "empty" }, input)).toThrow(
      /^paginate\$: operation\.end must be/,
    );
  });
});
