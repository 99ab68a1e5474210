import { describe, expect, it } from "vitest";
import { DecodeError, isDecodeError } from "../../src/errors/decode-error.js";

const make = (): DecodeError =>
  new DecodeError({
    issues: [
      {
        path: ["ProjectDescriptions", 3, "Datasets", 0, "CreationTimestamp"],
        value: "soon",
        message: "expected a timestamp",
      },
      { path: ["odd key", Symbol("s")], value: 1, message: "expected nothing" },
    ],
  });

describe("DecodeError", () => {
  it("says where, what was expected, what was there and how much more there is", () => {
    const error = make();
    expect(error.message).toBe(
      "cannot decode ProjectDescriptions[3].Datasets[0].CreationTimestamp: expected a timestamp, " +
        'got "soon" (and 1 more in error.errors)',
    );
    expect(error).toMatchObject({ _tag: "DecodeError", name: "DecodeError", value: "soon" });
    expect(error.path).toBe("ProjectDescriptions[3].Datasets[0].CreationTimestamp");
    expect(error.errors.map(({ path }) => path)).toEqual([error.path, '["odd key"][Symbol(s)]']);
  });

  it("calls the value as a whole by its name, and takes a path that is written already", () => {
    expect(new DecodeError({ issues: [{ path: [], value: 5, message: "expected a page" }] }).message).toBe(
      "cannot decode the value: expected a page, got 5",
    );
    expect(new DecodeError({ issues: [{ path: "a[1].b", message: "expected c" }] })).toMatchObject({
      path: "a[1].b",
      message: "cannot decode a[1].b: expected c",
    });
  });

  it("has a cause only where something threw", () => {
    const error = make();
    const cause = new Error("boom");
    expect("cause" in error).toBe(false);
    expect(new DecodeError({ issues: [], cause }).cause).toBe(cause);
  });

  it("has a message even without issues", () => {
    expect(new DecodeError({ issues: [] })).toMatchObject({
      path: "",
      value: undefined,
      message: "cannot decode the value: the schema refused it without saying why",
    });
  });

  it("is known by its guard, whichever copy of the package made it", () => {
    const error = make();
    const foreign = Object.assign(new Error("other copy"), { _tag: "DecodeError" });
    expect(isDecodeError(error)).toBe(true);
    expect(isDecodeError(foreign)).toBe(true);
    expect(isDecodeError({ _tag: "DecodeError" })).toBe(false);
    expect(isDecodeError(new Error("plain"))).toBe(false);
    expect(isDecodeError(Object.assign(new Error("tagged"), { _tag: "Other" }))).toBe(false);
  });

  it("says which entry of a dataset it was, if it was one", () => {
    const error = new DecodeError({
      issues: [{ path: ["DatasetEntries", 2], value: "{", message: "expected a line of JSON" }],
      raw: "{",
      sourceRef: "s3://bucket/1.jpg",
      resource: "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000",
      index: 102,
    });
    expect(error).toMatchObject({ raw: "{", sourceRef: "s3://bucket/1.jpg", index: 102 });
    expect(error.message).toBe(
      'cannot decode DatasetEntries[2]: expected a line of JSON, got "{"; entry 102 of ' +
        'arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000, "s3://bucket/1.jpg"',
    );
    expect(new DecodeError({ issues: [{ path: "a", message: "expected b" }], index: 0 }).message).toBe(
      "cannot decode a: expected b; entry 0",
    );
  });

  it("is JSON for a dead letter, whatever it was about", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const value of [1n, { deep: { big: 1n } }, circle]) {
      const error = new DecodeError({ issues: [{ path: "a", value, message: "expected b" }], raw: value });
      const letter = JSON.parse(JSON.stringify(error)) as unknown;
      expect(letter).toMatchObject({ _tag: "DecodeError", message: error.message, path: "a" });
      expect(letter).toMatchObject({ value: expect.any(String) as string, raw: expect.any(String) as string });
    }
    expect(JSON.parse(JSON.stringify(make()))).toMatchObject({
      value: "soon",
      errors: [{ value: "soon" }, { value: 1, message: "expected nothing" }],
    });
  });
});
