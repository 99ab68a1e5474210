import { causesOf } from "@rekognition-rx/core";

/**
 * Throttles that permits reported: `retryThrottled` reports the same ones again,
 * and somebody may have wrapped them into other errors in between.
 */
export class ReportedThrottles {
  readonly #errors = new WeakSet();

  add(error: unknown): void {
    for (const link of objectsIn(error)) {
      this.#errors.add(link);
    }
  }

  /** Whether the error, or one that caused it, was reported. */
  has(error: unknown): boolean {
    return objectsIn(error).some((link) => this.#errors.has(link));
  }
}

/** What a WeakSet can hold: a link of the chain may be anything that was thrown. */
function objectsIn(error: unknown): readonly object[] {
  return causesOf(error).filter((link): link is object => typeof link === "object" && link !== null);
}
