import * as fc from "fast-check";

/**
 * When the client answers.
 *
 * `at once` is a promise that is resolved already, `through a thenable` calls back while `then` is being called,
 * `in perRequest` answers synchronously without a promise, as `of(page)` in a test does,
 * `later` is when the scheduler of the run says so, in any order with all else that is waiting.
 */
export type Answering = (typeof ANSWERINGS)[number];

const PROMISED = ["at once", "in a microtask", "through a thenable", "later"] as const;
const ANSWERINGS = [...PROMISED, "in perRequest"] as const;

/** Answers by the client, whatever `perRequest` is set to. */
export const promisedAnswers: fc.Arbitrary<Answering> = fc.constantFrom(...PROMISED);

export const answers: fc.Arbitrary<Answering> = fc.constantFrom(...ANSWERINGS);
