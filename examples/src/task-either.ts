// Counts projects by status, in fp-ts: the listing is a TaskEither, and a failure is a value.
//
//   node examples/dist/task-either.js

import { describeProjects$, isListingError, rekognitionClient } from "@rekognition-rx/core";
import { decodeProjects, retryThrottled, toTaskEither } from "@rekognition-rx/operators";
import { pipe } from "fp-ts/lib/function.js";
import * as TE from "fp-ts/lib/TaskEither.js";

interface Failure {
  readonly reason: string;
  readonly pagesDelivered: number;
}

const toFailure = (error: unknown): Failure => ({
  reason: error instanceof Error ? error.message : String(error),
  pagesDelivered: isListingError(error) ? error.pagesDelivered : 0,
});

const program = pipe(
  describeProjects$({ client: rekognitionClient() }).pipe(retryThrottled(), decodeProjects()),
  toTaskEither(toFailure),
  TE.map((projects) => {
    const counts: Record<string, number> = {};
    for (const { Status = "unknown" } of projects) {
      counts[Status] = (counts[Status] ?? 0) + 1;
    }
    return counts;
  }),
  TE.match(
    ({ reason, pagesDelivered }) => {
      console.error(`failed after ${pagesDelivered} pages: ${reason}`);
      process.exitCode = 1;
    },
    (counts) => console.log(JSON.stringify(counts)),
  ),
);

// Nothing has been sent yet: a TaskEither is lazy, like a listing.
await program();
