// Lists projects. If that fails, it writes down where. Run it again, and it carries on from there.
//
//   node examples/dist/resume-after-failure.js

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describeProjects$, isListingError, rekognitionClient } from "@rekognition-rx/core";
import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";

const bookmark = "resume-token.txt";

// `undefined` means page one.
const resumeToken = existsSync(bookmark) ? readFileSync(bookmark, "utf8") : undefined;
if (resumeToken !== undefined) {
  console.log("carrying on");
}

describeProjects$({ client: rekognitionClient() })
  .resumeFrom(resumeToken)
  .pipe(retryThrottled(), flattenProjects())
  .subscribe({
    next: ({ ProjectArn }) => console.log(ProjectArn),
    error: (error: unknown) => {
      // Every page before the one that failed has been printed; the token asks for the failed page again.
      if (isListingError(error) && error.resumeToken !== undefined) {
        writeFileSync(bookmark, error.resumeToken);
      }
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
    complete: () => {
      rmSync(bookmark, { force: true });
      console.log("done");
    },
  });
