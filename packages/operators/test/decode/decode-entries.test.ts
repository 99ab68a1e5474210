import {
  type DatasetEntry,
  type DecodeError,
  isDecodeError,
  type Listing,
  listDatasetEntries$,
  type ListDatasetEntriesResponse,
} from "@rekognition-rx/core";
import type { ListDatasetEntriesCommandOutput } from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { from, lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { decodeEntries } from "../../src/decode/decode-entries.js";
import type { EntriesPage } from "../../src/flatten/flatten-entries.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { marbleTest } from "../retry/support/marble-test.js";

const line = (image: string): string => JSON.stringify({ "source-ref": image, "cl-metadata": { is_labeled: false } });
const entry = (image: string): Either<never, DatasetEntry> =>
  right({ "source-ref": image, labels: [], attributes: { "cl-metadata": { is_labeled: false } } });

function decode(...pages: readonly EntriesPage<string>[]): readonly Either<DecodeError, DatasetEntry>[] {
  const seen: Either<DecodeError, DatasetEntry>[] = [];
  from(pages)
    .pipe(decodeEntries())
    .subscribe((decoded) => seen.push(decoded));
  return seen;
}

marbleTest("splits pages into entries, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, EntriesPage<string>>> = {
    e: { DatasetEntries: [] },
    m: {},
    u: { DatasetEntries: undefined },
    p: { DatasetEntries: [line("a")] },
    q: { DatasetEntries: [line("a"), line("b")] },
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(decodeEntries())).toBe(expected, { a: entry("a"), b: entry("b") });
  expectSubscriptions(source.subscriptions).toBe(sub);
});

marbleTest("ends as its source does, and leaves it when it is left", (t) => {
  for (const [marble, expected, subscription] of [
    ["-------", "-------", "^------!"],
    ["|------", "|------", "(^!)----"],
    ["#------", "#------", "(^!)----"],
    ["-p-|---", "-a-|---", "^--!----"],
    ["-p-p-#-", "-a-a-#-", "^----!--"],
    ["-p-p-p-p-p", "-a-a-a-", "^------!"],
  ] as const) {
    const source = t.cold(marble, { p: { DatasetEntries: [line("a")] } });
    t.expectObservable(source.pipe(decodeEntries()), "-------!").toBe(expected, { a: entry("a") });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

describe("a line that is invalid", () => {
  test("is a Left between its neighbours, with its place in the page and in the line", () => {
    const bad = JSON.stringify({ "source-ref": 5, sky: 1 });
    const seen = decode({ DatasetEntries: [line("a"), bad, line("c")] });
    expect([seen[0], seen[2]]).toEqual([entry("a"), entry("c")]);
    expect(seen[1]).toMatchObject({
      left: {
        _tag: "DecodeError",
        path: 'DatasetEntries[1]["source-ref"]',
        value: 5,
        message: 'cannot decode DatasetEntries[1]["source-ref"]: expected string, got 5; entry 1',
      },
    });
  });

  test("and is no JSON, is a Left with what stands there", () => {
    const [decoded] = decode({ DatasetEntries: ["no JSON"] });
    expect(decoded).toMatchObject({ left: { path: "DatasetEntries[0]", value: "no JSON" } });
    expect(isLeft(decoded ?? right(0)) && decoded).toMatchObject({
      left: {
        message: expect.stringMatching(
          /^cannot decode DatasetEntries\[0\]: expected a line of JSON \(.+JSON/u,
        ) as string,
      },
    });
  });

  test("of another kind of value, is a Left too", () => {
    const lines = [5, null, undefined, {}] as unknown as readonly string[];
    const seen = decode({ DatasetEntries: lines });
    expect(seen.map((decoded) => isLeft(decoded) && decoded.left.path)).toEqual(
      lines.map((_, index) => `DatasetEntries[${index}]`),
    );
  });
});

const leftsOf = async (entries$: Observable<Either<DecodeError, DatasetEntry>>): Promise<readonly DecodeError[]> =>
  (await lastValueFrom(entries$.pipe(toArray()))).flatMap((decoded) => (isLeft(decoded) ? [decoded.left] : []));

describe("the error of a line says whose it is", () => {
  const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
  const pages: readonly ListDatasetEntriesCommandOutput[] = [
    { DatasetEntries: [line("a"), '{"source-ref": "s3://b/1.jpg", "cut'], NextToken: "2", $metadata: {} },
    { DatasetEntries: [line("c"), "{}"], $metadata: {} },
  ];
  const listing = (): Listing<ListDatasetEntriesCommandOutput> => {
    let index = 0;
    const send = (): Promise<ListDatasetEntriesCommandOutput> =>
      Promise.resolve(pages[index++ % pages.length] ?? { $metadata: {} });
    return listDatasetEntries$({ client: { send } }, { DatasetArn });
  };
  test("directly after a listing, with the dataset of its input, and anew for each subscription", async () => {
    const entries$ = listing().pipe(decodeEntries());
    for (const _ of [1, 2]) {
      expect(await leftsOf(entries$)).toMatchObject([
        { raw: '{"source-ref": "s3://b/1.jpg", "cut', sourceRef: "s3://b/1.jpg", resource: DatasetArn, index: 1 },
        { raw: "{}", sourceRef: undefined, resource: DatasetArn, index: 3 },
      ]);
    }
  });

  test("after a retry, which leaves it a listing", async () => {
    const [first] = await leftsOf(listing().pipe(retryThrottled(), decodeEntries()));
    expect(first?.resource).toBe(DatasetArn);
  });

  test("anywhere else, with what it is given", async () => {
    const entries$ = from(pages).pipe(decodeEntries({ datasetArn: "arn:of:mine", firstIndex: 100 }));
    expect(await leftsOf(entries$)).toMatchObject([
      { resource: "arn:of:mine", index: 101 },
      { resource: "arn:of:mine", index: 103 },
    ]);
    expect(await leftsOf(from(pages).pipe(decodeEntries()))).toMatchObject([{ resource: undefined, index: 1 }, {}]);
  });

  test("and options that say nothing are refused at once", () => {
    expect(() => decodeEntries({ firstIndex: -1 })).toThrow(
      /^decodeEntries: firstIndex must be a whole number, 0 or more/,
    );
    expect(() => decodeEntries({ datasetArn: "" })).toThrow(/^decodeEntries: datasetArn must be .*an ARN/);
    expect(() => decodeEntries(JSON.parse("null") as object)).toThrow(/^decodeEntries: the options must be an object/);
  });

  test.each<[line: unknown, image: string | undefined]>([
    ['{"source-ref" : \t"s3://b/1.jpg", ', "s3://b/1.jpg"],
    ['{"source-ref":"s3://b/1.jpg"', "s3://b/1.jpg"],
    ['{"source-ref":"s3://b/a\\u0020b.jpg"', undefined],
    ['{"source-ref":5}', undefined],
    ['{"other":"s3://b/1.jpg"}', undefined],
    [{ toString: () => '{"source-ref":"s3://b/1.jpg"' }, undefined],
  ])("with the image where it can be made out of the line: %s", async (bad, image) => {
    const [error] = await leftsOf(of({ DatasetEntries: [bad as string] }).pipe(decodeEntries()));
    expect(error?.sourceRef).toBe(image);
  });
});

const lineWith = (note: string): string => JSON.stringify({ "source-ref": "a", theirs: { note } });

describe("a line of 100 000 characters, the longest that the service takes", () => {
  const most = 100_000;
  const note = "x".repeat(most - lineWith("").length);
  const long = lineWith(note);

  test("is decoded, with what is unknown in it kept to the last character", () => {
    expect(long).toHaveLength(most);
    const [decoded] = decode({ DatasetEntries: [long] });
    expect(decoded).toEqual(right({ "source-ref": "a", labels: [], attributes: { theirs: { note } } }));
  });

  test("and is cut off, is a Left with its place and a message that can be read", () => {
    const [, decoded] = decode({ DatasetEntries: [line("a"), long.slice(0, -1)] });
    if (decoded === undefined || isRight(decoded)) {
      throw new Error("half a line is no entry");
    }
    expect(decoded.left.path).toBe("DatasetEntries[1]");
    expect(decoded.left.value).toBe(long.slice(0, -1));
    expect(decoded.left.message.length).toBeLessThan(500);
  });
});

test("a page whose list is no list is one Left, and the walk goes on", () => {
  const wrong = JSON.parse('{"DatasetEntries":"lines"}') as EntriesPage<string>;
  const missing = JSON.parse('{"DatasetEntries":null}') as EntriesPage<string>;
  expect(decode(wrong, missing, { DatasetEntries: [line("a")] })).toEqual([
    {
      _tag: "Left",
      left: expect.objectContaining({
        message: 'cannot decode DatasetEntries: expected an array of lines, got "lines"',
        path: "DatasetEntries",
        value: "lines",
      }) as unknown,
    },
    entry("a"),
  ]);
});

test.each(["null", "5"])("a page that is %s is a Left, and the lines after it come", (page) => {
  const seen: unknown[] = [];
  const pages$ = of(JSON.parse(page) as EntriesPage<string>, { DatasetEntries: [line("a")] });
  pages$.pipe(decodeEntries()).subscribe((either) => seen.push(either));
  expect(seen).toEqual([
    {
      _tag: "Left",
      left: expect.objectContaining({
        message: expect.stringContaining("expected a page of ListDatasetEntries") as unknown,
      }) as unknown,
    },
    entry("a"),
  ]);
});

test("a line that is none says what was expected", () => {
  const seen: string[] = [];
  of({ DatasetEntries: JSON.parse("[null, 5]") as readonly string[] })
    .pipe(decodeEntries())
    .subscribe((either) => seen.push(isLeft(either) ? either.left.message : ""));
  expect(seen).toEqual([
    expect.stringContaining("DatasetEntries[0]: expected a line of JSON, an object with a source-ref, got null"),
    expect.stringContaining("DatasetEntries[1]: expected a line of JSON, an object with a source-ref, got 5"),
  ]);
});

test("there is one Either a line, whatever the lines", () => {
  const anyLine = fc.oneof(fc.string().map(line), fc.json(), fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(anyLine)), (pages) => {
      const seen = decode(...pages.map((DatasetEntries) => ({ DatasetEntries })));
      expect(seen).toHaveLength(pages.flat().length);
      const places = pages.flatMap((lines) =>
        lines.map((text, index) => ({ text, place: `DatasetEntries[${index}]` })),
      );
      for (const [at, decoded] of seen.entries()) {
        const { text, place } = places[at] ?? { text: "", place: "" };
        const isAsExpected = isRight(decoded)
          ? (JSON.parse(text) as Record<string, unknown>)["source-ref"] === decoded.right["source-ref"]
          : isDecodeError(decoded.left) && decoded.left.path.startsWith(place);
        expect(isAsExpected).toBe(true);
      }
    }),
  );
});

const service = () => {
  const client = {
    requests: 0,
    send: async () => {
      client.requests += 1;
      return { $metadata: {}, DatasetEntries: [line("a"), "bad"], NextToken: String(client.requests) };
    },
  };
  return client;
};

describe("after a listing", () => {
  test("decodes no line that nobody takes", () => {
    const read: number[] = [];
    const lines = [line("a"), line("b"), line("c")];
    for (const index of [1, 2]) {
      Object.defineProperty(lines, index, { get: () => (read.push(index), line("x")) });
    }
    of({ DatasetEntries: lines }).pipe(decodeEntries(), take(1)).subscribe();
    expect(read).toEqual([]);
  });

  test("asks for no page that nobody takes", async () => {
    const client = service();
    const listing = listDatasetEntries$({ client }, { DatasetArn: "arn" });
    const taken = await lastValueFrom(listing.pipe(decodeEntries(), take(3), toArray()));
    expect(taken.map(isRight)).toEqual([true, false, true]);
    expect(client.requests).toBe(2);
  });

  test("takes the SDK's pages and decoded ones, and gives Eithers", () => {
    const listing = listDatasetEntries$({ client: service() }, { DatasetArn: "arn" });
    expectTypeOf(listing.pipe(decodeEntries())).toEqualTypeOf<Observable<Either<DecodeError, DatasetEntry>>>();
    expectTypeOf(of<ListDatasetEntriesResponse>().pipe(decodeEntries())).toEqualTypeOf<
      Observable<Either<DecodeError, DatasetEntry>>
    >();
    // @ts-expect-error pages of another operation
    of({ ProjectDescriptions: [{}] }).pipe(decodeEntries());
    // @ts-expect-error a line is no page
    of("{}").pipe(decodeEntries());
  });
});
