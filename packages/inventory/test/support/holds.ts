import * as fc from "fast-check";

/**
 * Asserts that a property holds for every run; it fails with the smallest counterexample.
 *
 * The tests make 0.6 of these runs, `npx -y pnpm@10 run prove laws` ten times as many.
 */
export async function holds(property: fc.IAsyncProperty<unknown>, numRuns: number): Promise<void> {
  await fc.assert(property, { numRuns: Math.ceil(numRuns * TIMES) });
}

/** Set by `scripts/prove.mjs`. */
const TIMES = Number(process.env["TIMES"] ?? 0.6);
