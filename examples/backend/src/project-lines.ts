import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import type { Listing } from "@rekognition-rx/core";
import { problemOf } from "./problem.js";
import { projectRows } from "./project-row.js";

/**
 * The projects of a listing as NDJSON, a chunk a page.
 *
 * Pulled: the next page is asked for when its reader comes back for it. A failure after the first chunk is a last line
 * `{"error":{...}}`, so that what is cut short never looks like what has ended; before it, the failure is thrown.
 */
export async function* projectLines(
  listing: Listing<DescribeProjectsCommandOutput>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<string, void, undefined> {
  let hasBegun = false;
  try {
    for await (const { ProjectDescriptions } of listing) {
      // An empty page is a chunk, too: the status line and headers need not wait for a project.
      yield projectRows(ProjectDescriptions)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join("");
      hasBegun = true;
    }
  } catch (error) {
    if (!hasBegun) {
      throw error;
    }
    onFailure(error);
    yield `${JSON.stringify(problemOf(error))}\n`;
  }
}
