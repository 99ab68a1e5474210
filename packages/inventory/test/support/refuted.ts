import * as fc from "fast-check";

/** Why a property does not hold, in the sentence of its first counterexample: a broken twin has to be found. */
export async function refuted(property: fc.IAsyncProperty<unknown>): Promise<string> {
  const { failed, errorInstance } = await fc.check(property, { numRuns: 500, endOnFailure: true });
  if (!failed) {
    return "the property held, so it cannot see this";
  }
  return errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
}
