import * as rekognition from "@aws-sdk/client-rekognition";
import * as core from "@rekognition-rx/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refuted } from "../laws/refuted.js";
import { remembersMiddleware } from "./broken/remembers-middleware.js";
import { silencesByName } from "./broken/silences-by-name.js";
import { live } from "./live.js";
import { sameAsStock, TWO_HEADERS_OF_SIX } from "./same-as-stock.js";
import type { Sdk } from "./sdk.js";

const sdk: Sdk = { rekognition, core };
const stock = (config: rekognition.RekognitionClientConfig) =>
  new rekognition.RekognitionClient({ ...config, maxAttempts: 1 });
const remembering = (config: rekognition.RekognitionClientConfig) => remembersMiddleware(stock(config));
const silenced = (config: rekognition.RekognitionClientConfig) => silencesByName(stock(config));

describe("a client of rekognitionClient", () => {
  test("shows nothing that the SDK's own would not, whatever befalls it", async () => {
    await expect(fc.assert(sameAsStock(sdk, core.rekognitionClient), { numRuns: 150 })).resolves.toBeUndefined();
  });

  test.each([
    ["", []],
    [" under instrumentation", [{ type: "wrap" }]],
  ] as const)("sends the middleware of a command with that command alone%s", async (_, before) => {
    const seen = await live(sdk, core.rekognitionClient, [...before, ...TWO_HEADERS_OF_SIX]);
    expect(headersIn(seen)).toEqual(["A", undefined, undefined, "B", undefined, undefined]);
  });
});

describe("the property sees", () => {
  test("the middleware of a command in the requests of others", async () => {
    expect(await refuted(sameAsStock(sdk, remembering))).toMatch(/deeply equal/);
    expect(headersIn(await live(sdk, remembering, TWO_HEADERS_OF_SIX))).not.toEqual(
      headersIn(await live(sdk, stock, TWO_HEADERS_OF_SIX)),
    );
  });

  test("a logger that is silenced by its name, or that has none", async () => {
    expect(await refuted(sameAsStock(sdk, silenced))).toMatch(/deeply equal/);
  });
});

/** The `x-command` header of each request. */
function headersIn(seen: readonly unknown[]): readonly unknown[] {
  return seen.flatMap((each) =>
    typeof each === "object" && each !== null && "headers" in each
      ? [(each.headers as Readonly<Record<string, string>>)["x-command"]]
      : [],
  );
}
