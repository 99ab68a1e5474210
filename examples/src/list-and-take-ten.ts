// Prints the ten oldest projects, and sends no request that they do not need.
//
//   node examples/dist/list-and-take-ten.js

import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, flattenProjects, paced } from "@rekognition-rx/operators";
import { take } from "rxjs";

// Credentials, region and endpoint come from the AWS environment.
// This client leaves retries to `paced`, which repeats only the page that failed, at the pace that the service accepts.
const client = rekognitionClient();

describeProjects$({ client, pageSize: 6, perRequest: paced(adaptiveLimiter()) })
  .pipe(
    flattenProjects(),
    // The tenth project is on the second page: a third page is never requested.
    take(10),
  )
  .subscribe({
    next: ({ ProjectArn, Status }) => console.log(ProjectArn, Status),
    error: (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  });
