import * as fc from "fast-check";

/**
 * Asserts that a property holds for every run; it fails with the smallest counterexample.
 *
 * The other half of {@link refuted}, which asserts that a broken twin is found.
 */
export async function holds(property: fc.IAsyncProperty<unknown>, numRuns: number): Promise<void> {
  await fc.assert(property, { numRuns });
}
