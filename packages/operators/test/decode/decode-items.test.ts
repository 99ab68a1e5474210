import {
  DatasetEntry,
  DecodeError,
  ListDatasetEntriesResponse,
  ProjectDescription,
  ProjectVersionDescription,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { lastValueFrom, of, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { decodeEntries } from "../../src/decode/decode-entries.js";
import { type DecodedItem, decodeItems } from "../../src/decode/decode-items.js";

const line = fc.oneof(
  fc.string().map((image) => JSON.stringify({ "source-ref": image })),
  fc.json(),
  fc.constantFrom('{"source-ref":"s3://b/cut.jpg","a', "", '{"source-ref":7}'),
  fc.anything(),
);

describe("decodeItems", () => {
  test("gives one for each item, in order, as it came and as the operator decodes it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.nat(9), async (lines, firstIndex) => {
        const place = { list: "DatasetEntries", resource: "arn:a", firstIndex };
        const items = decodeItems(DatasetEntry, lines, place);
        expect(items.map(({ raw }) => raw)).toEqual(lines);
        const page = { DatasetEntries: lines as readonly string[] };
        const streamed$ = of(page).pipe(decodeEntries({ datasetArn: "arn:a", firstIndex }), toArray());
        expect(items.map(({ decoded }) => decoded)).toEqual(await lastValueFrom(streamed$));
      }),
    );
  });

  test("says of an invalid item where it stands, whose it is, what it is, and its number where that is counted", () => {
    const bad = { ProjectVersionArn: 5 };
    const good = { ProjectVersionArn: "arn:aws:rekognition:us-east-1:111122223333:project/a/version/b/1700000000000" };
    const place = { list: "ProjectVersionDescriptions", resource: "arn:project" };
    const [first, second] = decodeItems(ProjectVersionDescription, [good, bad], place);
    expect(first).toEqual({ raw: good, decoded: right(good) });
    expect(second).toMatchObject({
      raw: bad,
      decoded: {
        left: {
          path: "ProjectVersionDescriptions[1].ProjectVersionArn",
          raw: bad,
          resource: "arn:project",
          index: undefined,
          message: expect.not.stringContaining("entry") as string,
        },
      },
    });
    const [counted] = decodeItems(DatasetEntry, ["no JSON"], { firstIndex: 40 });
    expect(counted).toMatchObject({ decoded: { left: { path: "[0]", index: 40 } } });
  });

  test.each([[undefined], [null], [[]]])("gives nothing for %o", (items) => {
    expect(decodeItems(ProjectDescription, items)).toEqual([]);
  });

  test.each([["a text"], [7], [{ 0: "a" }]])("gives one invalid item for %o, which is no list", (items) => {
    const [item, ...others] = decodeItems(ProjectDescription, items as unknown as [], { list: "ProjectDescriptions" });
    expect(others).toEqual([]);
    const issue = { path: ["ProjectDescriptions"], value: items, message: "expected an array of ProjectDescription" };
    expect(item).toEqual({ raw: items, decoded: expect.objectContaining({ _tag: "Left" }) as unknown });
    expect(item !== undefined && isLeft(item.decoded) && item.decoded.left).toEqual(
      new DecodeError({ issues: [issue], raw: items }),
    );
  });

  test("takes any io-ts decoder", () => {
    const items = decodeItems(t.number, [1, "2"]);
    expectTypeOf(items).toEqualTypeOf<readonly DecodedItem<number>[]>();
    expectTypeOf(items.map(({ decoded }) => decoded)).toEqualTypeOf<Either<DecodeError, number>[]>();
    expect(items.map(({ decoded }) => decoded._tag)).toEqual(["Right", "Left"]);
    expect(decodeItems(ListDatasetEntriesResponse, [{}]).map(({ decoded }) => decoded._tag)).toEqual(["Right"]);
  });

  test.each<[string, () => unknown, Error]>([
    [
      "no decoder",
      () => decodeItems(undefined as unknown as typeof t.number, []),
      new TypeError(
        "decodeItems: the decoder must be an io-ts decoder, such as ProjectDescription, with validate(), not undefined",
      ),
    ],
    [
      // Its validate() answers with a boolean: without this, an invalid item would be a valid one.
      "a schema of zod",
      () => decodeItems(z.number() as unknown as typeof t.number, [1, "a"]),
      new TypeError(
        "decodeItems: the decoder must be an io-ts decoder, such as ProjectDescription, not a Standard Schema (zod, valibot, " +
          "arktype); decode each item with decodeEither(schema), after a flatten operator",
      ),
    ],
    [
      "a place that is none",
      () => decodeItems(t.number, [], null as unknown as object),
      new TypeError("decodeItems: the options must be an object, not null"),
    ],
    [
      "a number before the first",
      () => decodeItems(t.number, [], { firstIndex: -1 }),
      new RangeError("decodeItems: firstIndex must be a whole number, 0 or more, or Infinity, not -1"),
    ],
  ])("refuses %s", (_, call, error) => {
    expect(call).toThrow(error);
  });
});
