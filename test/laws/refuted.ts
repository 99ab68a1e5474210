import * as fc from "fast-check";

/**
 * Why a property does not hold: the sentence of its first counterexample.
 *
 * For the broken implementations beside the laws: each must be refuted, and for the reason that it is broken by.
 */
export async function refuted(property: fc.IAsyncProperty<unknown>, numRuns = 500): Promise<string> {
  const details = await fc.check(property, { numRuns, endOnFailure: true });
  if (!details.failed) {
    return `the property held in all of ${details.numRuns} runs, so it cannot see this`;
  }
  return details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
}
