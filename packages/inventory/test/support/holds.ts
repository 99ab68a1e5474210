import * as fc from "fast-check";

/** Asserts that a property holds for every run; it fails with the smallest counterexample. */
export async function holds(property: fc.IAsyncProperty<unknown>, numRuns: number): Promise<void> {
  await fc.assert(property, { numRuns });
}
