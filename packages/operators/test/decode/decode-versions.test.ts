import type { DescribeProjectsCommandOutput, DescribeProjectVersionsCommandOutput } from "@aws-sdk/client-rekognition";
import {
  DecodeError,
  DescribeProjectVersionsResponse,
  describeProjectVersions$,
  type ProjectVersionDescription,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { isRight } from "fp-ts/lib/Either.js";
import { from, lastValueFrom, NEVER, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { decodeVersions } from "../../src/decode/decode-versions.js";
import { watch } from "../support/watch.js";

const arn = (name: string): string =>
  `arn:aws:rekognition:us-east-1:111122223333:project/a/version/${name}/1700000000123`;
const pageOf = (...rows: readonly unknown[]) => ({ ProjectVersionDescriptions: rows });
const version = fc.oneof(
  fc.record({ ProjectVersionArn: fc.stringMatching(/^[a-z]{1,3}$/).map(arn), Status: fc.constantFrom("RUNNING", "X") }),
  fc.anything(),
);

describe("decodeVersions", () => {
  test("gives what the codec of the whole page gives, of each version that is valid, and the rest to onInvalid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(version)), async (pages) => {
        const invalid: unknown[] = [];
        const got = await lastValueFrom(
          from(pages.map((rows) => pageOf(...rows))).pipe(
            decodeVersions({ onInvalid: (_, raw) => invalid.push(raw) }),
            toArray(),
          ),
        );
        const alone = pages.flat().map((row) => DescribeProjectVersionsResponse.decode(pageOf(row)));
        expect(got).toEqual(
          alone.flatMap((decoded) => (isRight(decoded) ? decoded.right.ProjectVersionDescriptions : [])),
        );
        expect(invalid).toEqual(pages.flat().filter((_, at) => alone[at]?._tag === "Left"));
      }),
    );
  });

  test("ends at the first that is invalid, with its place, unless it is said otherwise", () => {
    const bad = { ProjectVersionArn: arn("b"), Status: 5 };
    const page = pageOf({ ProjectVersionArn: arn("a") }, bad, { ProjectVersionArn: arn("c") });
    const { seen } = watch(of(page).pipe(decodeVersions()));
    expect(seen).toEqual([{ ProjectVersionArn: arn("a") }, expect.any(DecodeError)]);
    expect(seen[1]).toMatchObject({ path: "ProjectVersionDescriptions[1].Status", value: 5 });
    const skipped = watch(of(page).pipe(decodeVersions({ onInvalid: "skip" })));
    expect(skipped.seen).toEqual([{ ProjectVersionArn: arn("a") }, { ProjectVersionArn: arn("c") }, "complete"]);
  });

  test("keeps a status that is new, and says so; as an error where it is asked to", () => {
    const page = pageOf({ ProjectVersionArn: arn("a"), Status: "PAUSED" });
    const news: unknown[] = [];
    const kept = watch(of(page).pipe(decodeVersions({ onUnknownEnum: (path, value) => news.push([path, value]) })));
    expect(kept.seen).toEqual([{ ProjectVersionArn: arn("a"), Status: "PAUSED" }, "complete"]);
    expect(news).toEqual([["ProjectVersionDescriptions[0].Status", "PAUSED"]]);
    const { seen } = watch(of(page).pipe(decodeVersions({ unknownEnums: "error" })));
    expect(seen).toEqual([expect.any(DecodeError)]);
  });

  test("says of a version that it is no page, and of a mistaken option whose it is", () => {
    const { seen } = watch(of({ ProjectVersionArn: arn("a") } as unknown).pipe(decodeVersions()));
    expect(seen).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          "expected a page of DescribeProjectVersions, not one of its items (decodeVersions splits pages itself)",
        ) as string,
      }),
    ]);
    expect(() => decodeVersions({ onInvalid: "ignore" as "skip" })).toThrow(/^decodeVersions: onInvalid /);
  });

  test("takes no more of a page than is taken of it", () => {
    const { seen } = watch(of(pageOf({ ProjectVersionArn: arn("a") }, 5)).pipe(decodeVersions(), take(1)));
    expect(seen).toEqual([{ ProjectVersionArn: arn("a") }, "complete"]);
  });

  test("takes pages of versions and what nobody knows, and no others", () => {
    const pages$ = NEVER as Observable<DescribeProjectVersionsCommandOutput>;
    expectTypeOf(pages$.pipe(decodeVersions())).toEqualTypeOf<Observable<ProjectVersionDescription>>();
    expectTypeOf((NEVER as Observable<unknown>).pipe(decodeVersions())).toEqualTypeOf<
      Observable<ProjectVersionDescription>
    >();
    expectTypeOf(
      describeProjectVersions$({ client: { send: () => Promise.reject(new Error()) } }, { ProjectArn: "" }).pipe(
        decodeVersions(),
      ),
    ).toEqualTypeOf<Observable<ProjectVersionDescription>>();
    // @ts-expect-error pages of another operation
    (NEVER as Observable<DescribeProjectsCommandOutput>).pipe(decodeVersions());
  });
});
