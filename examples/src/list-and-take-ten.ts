// Prints the ten oldest projects, and sends no request that they do not need.
//
//   node examples/dist/list-and-take-ten.js

import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";
import { take } from "rxjs";

// Credentials, region and endpoint come from the AWS environment.
// This client leaves retries to retryThrottled, which repeats the page that failed and no other.
const client = rekognitionClient();

describeProjects$({ client, pageSize: 6 })
  .pipe(
    retryThrottled({ maxAttempts: 8 }),
    flattenProjects(),
    // The tenth project is on the second page: a third is never asked for.
    take(10),
  )
  .subscribe({
    next: ({ ProjectArn, Status }) => console.log(ProjectArn, Status),
    error: (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  });
