import { causesOf } from "@rekognition-rx/core";

/**
 * The throttles that came through permits. `retryThrottled` reports the same throttles again, perhaps wrapped in other
 * errors.
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

/** The objects in the chain of causes. A WeakSet holds only objects, and anything can be thrown. */
function objectsIn(error: unknown): readonly object[] {
  return causesOf(error).filter((link): link is object => typeof link === "object" && link !== null);
}
