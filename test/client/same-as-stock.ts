import type { RekognitionClient, RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { expect } from "vitest";
import { type Happening, happenings } from "./happening.js";
import { live } from "./live.js";
import type { Sdk } from "./sdk.js";

/** Whatever befalls a client, nothing can be seen of it that the SDK's own client would not show. */
export function sameAsStock(
  sdk: Sdk,
  make: (config: RekognitionClientConfig) => RekognitionClient,
): fc.IAsyncProperty<[readonly Happening[]]> {
  return fc.asyncProperty(happenings, async (all) => {
    const stock = await live(
      sdk,
      (config) => new sdk.rekognition.RekognitionClient({ ...config, maxAttempts: 1 }),
      all,
    );
    expect(await live(sdk, make, all)).toEqual(stock);
  });
}

/** Six requests, of which the first and the fourth bring a header of their own. */
export const TWO_HEADERS_OF_SIX: readonly Happening[] = ["A", undefined, undefined, "B", undefined, undefined].map(
  (header) => ({ type: "send", header, isCircular: false }),
);
