// Prints the ten oldest projects, and sends no request that they do not need.
//
//   node examples/dist/list-and-take-ten.js

import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, flattenProjects, paced } from "@rekognition-rx/operators";
import { take } from "rxjs";

// Credentials, region and endpoint come from the AWS environment.
// This client leaves retries to `paced`, which repeats the page that failed and no other, at the pace that the service takes.
const client = rekognitionClient();

describeProjects$({ client, pageSize: 6, perRequest: paced(adaptiveLimiter()) })
  .pipe(
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
