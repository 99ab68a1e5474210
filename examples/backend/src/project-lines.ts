import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import type { Listing } from "@rekognition-rx/core";
import { problemOf } from "./problem.js";
import { projectRows } from "./project-row.js";

/**
 * The projects of a listing as NDJSON, one chunk per page.
 *
 * Pulled: the next page is requested when the reader asks for it. A failure before the first chunk is thrown. A later failure
 * becomes a last line `{"error":{...}}`, so that a listing that was cut short never looks complete.
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
