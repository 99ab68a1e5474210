import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Place } from "../../src/walk/place.js";
import { placeOf as placeOfWalk, resumeTokenOf as resumeTokenOfWalk } from "../../src/walk/resume-token.js";
import { keyOf } from "../../src/walk/token-key.js";

const MARK = "rekognition-rx:";

const placeOf = (token: unknown, chunks: number): Place =>
  placeOfWalk(token, { operation: "ListThings", chunks, hasOwnTokens: false });
const resumeTokenOf = (place: Place, chunks: number): string | undefined =>
  resumeTokenOfWalk(place, { operation: "ListThings", chunks, hasOwnTokens: false });

/** Through a file and back, as a checkpoint goes. */
function roundTrip(place: Place, chunks: number): Place {
  const written = JSON.stringify({ resumeToken: resumeTokenOf(place, chunks) });
  const { resumeToken } = JSON.parse(written) as { resumeToken?: string };
  return placeOf(resumeToken, chunks);
}

/** A place as a walk compares it: a Buffer comes back as the bytes that it is. */
function essenceOf(place: Place): unknown {
  return place === "end" ? place : { chunk: place.chunk, token: keyOf(place.token) };
}

const texts = fc.oneof(
  fc.string({ minLength: 1, unit: "binary" }),
  fc.string().map((text) => `${MARK}${text}`),
  fc.constantFrom(`${MARK}{"end":true}`, `${MARK}{"token":"a"}`, MARK, "end", "{}", '"'),
);

/** Tokens as DynamoDB has them, and deeper. */
const objects = fc.letrec((tie) => ({
  member: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.bigInt(),
    fc.uint8Array({ maxLength: 6 }),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie("member"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(
    fc.oneof(
      fc.string().filter((name) => name !== "__proto__"),
      fc.constantFrom("token", "end", "chunk", "toJSON"),
    ),
    tie("member"),
    { maxKeys: 3 },
  ),
})).object;

const tokens = fc.oneof(fc.constant(undefined), texts, objects, fc.integer(), fc.bigInt());

describe("a place", () => {
  test("comes back from its resume token, whatever the token of the service", () => {
    fc.assert(
      fc.property(tokens, (token) => {
        const place = { chunk: 0, token };
        expect(essenceOf(roundTrip(place, 1))).toEqual(essenceOf(place));
      }),
    );
  });

  test("comes back with its chunk", () => {
    const places = fc
      .integer({ min: 2, max: 50 })
      .chain((chunks) => fc.record({ chunks: fc.constant(chunks), chunk: fc.nat({ max: chunks - 1 }), token: tokens }));
    fc.assert(
      fc.property(places, ({ chunks, chunk, token }) => {
        const place = { chunk, token };
        expect(essenceOf(roundTrip(place, chunks))).toEqual(essenceOf(place));
      }),
    );
  });

  test.each([1, 2, 10])("at the end comes back from its marker, over %d chunks", (chunks) => {
    expect(roundTrip("end", chunks)).toBe("end");
  });

  test.each<[string, unknown]>([
    ["bytes", { id: Uint8Array.of(0, 255) }],
    ["a Buffer, whose toJSON is called first", { id: Buffer.from([0, 255]) }],
    ["a big integer", { id: 2n ** 70n }],
    ["a member that is null", { id: null }],
    ["what looks like our big integer, with more in it", { id: { "$rekognition-rx:bigint": "5", more: 1 } }],
    ["what looks like our big integer, and is none", { id: { "$rekognition-rx:bigint": 5 } }],
    ["what looks like our bytes, with more in it", { id: { "$rekognition-rx:bytes": [1], more: 1 } }],
    ["what looks like our bytes, and is none", { id: { "$rekognition-rx:bytes": "1" } }],
    ["bytes within", { key: [{ id: { B: Uint8Array.of(1) } }] }],
  ])("keeps what JSON would lose: %s", (_, token) => {
    expect(essenceOf(roundTrip({ chunk: 0, token }, 1))).toEqual(essenceOf({ chunk: 0, token }));
  });
});

describe("what a walk that began again has delivered", () => {
  test("goes into its resume token and comes back, over one chunk and over several", () => {
    const place = { chunk: 0, token: "a", outstanding: ["0123456789abcdef"] };
    expect(roundTrip(place, 1)).toEqual(place);
    expect(roundTrip({ ...place, chunk: 1, token: undefined }, 3)).toEqual({ ...place, chunk: 1, token: undefined });
    expect(roundTrip({ ...place, token: undefined }, 1)).toEqual({ ...place, token: undefined });
  });

  test.each([[5], [{}], [[5]], ["a"]])("is refused as no whole token where it is %o", (outstanding) => {
    const token = `${MARK}${JSON.stringify({ operation: "ListThings", token: "a", outstanding })}`;
    expect(() => placeOf(token, 1)).toThrow("is not a whole resume token");
  });
});

describe("a resume token", () => {
  test("of a plain walk is the service's own token", () => {
    expect(resumeTokenOf({ chunk: 0, token: "AbC=" }, 1)).toBe("AbC=");
  });

  test.each([1, 2])("of page one is none, over %d chunks", (chunks) => {
    expect(resumeTokenOf({ chunk: 0, token: undefined }, chunks)).toBeUndefined();
  });

  test("is a string wherever it is one, and says what it is", () => {
    const places: [Place, number][] = [
      ["end", 1],
      [{ chunk: 0, token: { id: 1 } }, 1],
      [{ chunk: 1, token: undefined }, 2],
      [{ chunk: 0, token: "a" }, 2],
      [{ chunk: 0, token: `${MARK}x` }, 1],
    ];
    for (const [place, chunks] of places) {
      expect(resumeTokenOf(place, chunks)).toMatch(/^rekognition-rx:\{/);
    }
  });

  test.each([undefined, null, ""])("that is %o is page one", (token) => {
    expect(placeOf(token, 1)).toEqual({ chunk: 0, token: undefined });
    expect(placeOf(token, 3)).toEqual({ chunk: 0, token: undefined });
  });

  const whole = resumeTokenOf({ chunk: 1, token: "abc" }, 3) ?? "";

  test("that was cut anywhere after its mark is a TypeError", () => {
    for (let length = MARK.length; length < whole.length; length += 1) {
      expect(() => placeOf(whole.slice(0, length), 3)).toThrow(TypeError);
    }
  });

  test.each<[string, string]>([
    [MARK, '"rekognition-rx:" is not a whole resume token; pass it exactly as the error or checkpoint gave it'],
    [
      `${MARK}{}`,
      '"rekognition-rx:{}" is not a whole resume token; pass it exactly as the error or checkpoint gave it',
    ],
    [`${MARK}5`, '"rekognition-rx:5" is not a whole resume token; pass it exactly as the error or checkpoint gave it'],
    [
      `${MARK}null`,
      '"rekognition-rx:null" is not a whole resume token; pass it exactly as the error or checkpoint gave it',
    ],
    [
      `${MARK}{"token":{"$rekognition-rx:bigint":"x"}}`,
      '"rekognition-rx:{\\"token\\":{\\"$rekognition-rx:bigint\\":\\"x\\"}}... ' +
        "is not a whole resume token; pass it exactly as the error or checkpoint gave it",
    ],
  ])("that is none of ours is a TypeError: %s", (token, message) => {
    expect(() => placeOf(token, 1)).toThrow(TypeError);
    // The token is cut where it is long.
    const [, why = ""] = message.split(" is not");
    expect(() => placeOf(token, 1)).toThrow(why);
    expect(() => placeOf(token, 1)).toThrow(JSON.stringify(token).slice(0, 20));
  });

  test("of a walk over other chunks is a TypeError that says so", () => {
    expect(() => placeOf(whole, 1)).toThrow(
      /^the resume token "rekognition-rx:.*\.\.\. belongs to a walk over 3 chunks, and this one has 1; resume it with the input that it was started with$/,
    );
    expect(() => placeOf(whole, 4)).toThrow("belongs to a walk over 3 chunks, and this one has 4");
    expect(() => placeOf(resumeTokenOf({ chunk: 0, token: {} }, 1), 2)).toThrow("over 1 chunks, and this one has 2");
  });

  test.each([-1, 3, 1.5, "1"])("with a chunk that there is not (%s) is a TypeError", (chunk) => {
    expect(() => placeOf(`${MARK}${JSON.stringify({ chunk, chunks: 3 })}`, 3)).toThrow(TypeError);
  });

  test.each([
    resumeTokenOf("end", 1),
    resumeTokenOf({ chunk: 0, token: { id: 1 } }, 1),
    resumeTokenOf({ chunk: 1, token: "a" }, 2),
    resumeTokenOf({ chunk: 0, token: "a", outstanding: ["0"] }, 1),
  ])("of another operation is a TypeError that names both: %s", (token) => {
    for (const chunks of [1, 2]) {
      expect(() => placeOfWalk(token, { operation: "ListOthers", chunks, hasOwnTokens: false })).toThrow(
        /^the resume token .* belongs to a walk of ListThings, and this one is of ListOthers; resume it with the listing/,
      );
    }
  });

  test.each([
    { NextToken: "AbC=", boto_truncate_amount: 3 },
    { NextToken: "AbC=" },
    { NextToken: null, boto_truncate_amount: 1 },
  ])("of the AWS CLI's --max-items is a TypeError that says where it came from: %j", (token) => {
    const pasted = Buffer.from(JSON.stringify(token)).toString("base64");
    expect(() => placeOf(pasted, 1)).toThrow(
      /^ListThings: "eyJ.* is a starting token of the AWS CLI \(--max-items\), which the service does not know; /,
    );
  });

  test.each([
    Buffer.from(JSON.stringify({ id: "AbC=" })).toString("base64"),
    Buffer.from("[1]").toString("base64"),
    "eyJhbGciOi",
    "eyJ%%%",
    "eyJ",
  ])("of the service may look like base64 of JSON: %s", (token) => {
    expect(placeOf(token, 1)).toEqual({ chunk: 0, token });
  });

  test.each([
    ["as it came", { resumeToken: "AbC=", pagesDelivered: 3 }],
    ["as the JSON that was stored", JSON.stringify({ resumeToken: "AbC=", pagesDelivered: 3 })],
  ])("that is the whole position of checkpoint, %s, is a TypeError that says what to pass", (_, position) => {
    for (const chunks of [1, 3]) {
      expect(() => placeOf(position, chunks)).toThrow(
        /^ListThings: this is the whole position that checkpoint was called with, .*AbC=.*; pass its resumeToken alone$/,
      );
    }
  });

  test.each(['{"id":"AbC="}', '{"resumeToken":', "{"])("of the service may be JSON: %s", (token) => {
    expect(placeOf(token, 1)).toEqual({ chunk: 0, token });
  });

  test("of the service is a TypeError where it does not say which chunk it belongs to", () => {
    expect(() => placeOf("AbC=", 2)).toThrow(
      new TypeError(
        'ListThings: "AbC=" is a token of the service, and does not say which of the 2 chunks it belongs to; ' +
          "pass the resumeToken of an error or of checkpoint",
      ),
    );
    expect(() => placeOf({ id: 5n }, 2)).toThrow('{"id":{"$rekognition-rx:bigint":"5"}} is a token of the service');
  });
});
