import type { Layer, RestartLayer, RetryLayer, WalkSpec } from "../program/program.js";
import type { Place } from "./place.js";

/** What is known of a walk before it begins. */
export interface WalkFacts {
  readonly name: string;
  readonly spec: WalkSpec;
  readonly start: Place;
  readonly signals: readonly AbortSignal[];
  readonly chunks: readonly (readonly string[])[] | undefined;
  readonly carried: Carried;
}

/** What a user carries from one walk to the next that resumes it. */
export interface Carried {
  /** Keys of the items that are done with. */
  readonly done: ReadonlySet<string>;
  /** Keys of those of them that the walk's resume token lists: they may come, and must not be delivered. */
  readonly outstanding: ReadonlySet<string>;
  /** Whether what was delivered may come again: a restart after page one, a token that led back. */
  readonly mayRepeat: boolean;
}

export type RetryingLayer = RetryLayer | Extract<Layer, { readonly kind: "paced" }>;

/** Everything around the requests of a walk, the innermost first. */
export function layersOf({ perRequest, onListing }: WalkSpec): readonly Layer[] {
  return [...(perRequest ?? []), ...onListing.filter((layer): layer is RetryLayer => layer.kind === "retryThrottled")];
}

export function retriesOf(spec: WalkSpec): readonly RetryingLayer[] {
  return layersOf(spec).filter(isRetry);
}

export function hasTimeout(spec: WalkSpec): boolean {
  return layersOf(spec).some(({ kind }) => kind === "timeout");
}

export function restartOf({ onListing }: WalkSpec): RestartLayer | undefined {
  return onListing.find((layer) => layer.kind === "restartOnExpiredToken");
}

/** Whether several calls of `next` wait at once: which page is done with then, only the user knows. */
export function sharesPulls({ consumer }: WalkSpec): boolean {
  return consumer.kind === "iterator" && consumer.calls > 1;
}

export function isRetry(layer: Layer): layer is RetryingLayer {
  return layer.kind === "retryThrottled" || layer.kind === "paced";
}
