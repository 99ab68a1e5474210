// Decodes every project. A project that is not as AWS documents it goes to a file, with the reason; the listing goes on.
//
//   node examples/dist/decode-with-dead-letter.js

import { appendFileSync, rmSync } from "node:fs";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, decodeProjects, paced } from "@rekognition-rx/operators";

const deadLetters = "invalid-projects.ndjson";
rmSync(deadLetters, { force: true });

let valid = 0;
let invalid = 0;

describeProjects$({ client: rekognitionClient(), perRequest: paced(adaptiveLimiter()) })
  .pipe(
    decodeProjects({
      onInvalid: (error, raw) => {
        invalid += 1;
        appendFileSync(deadLetters, `${JSON.stringify({ error: error.message, raw })}\n`);
      },
      // AWS adds new values: they are kept as they come, and reported here.
      onUnknownEnum: (path, value) => console.warn(`${path} has the new value ${value}`),
    }),
  )
  .subscribe({
    next: () => {
      valid += 1;
    },
    error: (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
    complete: () => console.log(`${valid} valid, ${invalid} invalid${invalid > 0 ? `: see ${deadLetters}` : ""}`),
  });
