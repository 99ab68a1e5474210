import type { Listing } from "@rekognition-rx/core";
import type { FakeConfig } from "../arbitraries/fake-service.js";
import type { Shape } from "../arbitraries/shape.js";

/** What a law is stated of: a way to list, one of ours or a broken one. */
export interface Subject {
  readonly name: string;
  readonly shape: Shape;
  /** The operation as errors name it. */
  readonly operation: string;
  /** Whether it is a walk of walks: `prefetch` holds for subscriptions too, and no page says that it is the last. */
  readonly isNested?: boolean;
  readonly list: (config: FakeConfig, input?: object) => AnyListing;
}

export type AnyListing = Listing<object, string | object>;
