import type { Step } from "@rekognition-rx/inventory";
import { isWalk, type PageRequest, walkOfStep } from "./page-requests.js";

/**
 * The requests that follow from no line of the journal: of a page whose token is not in it, or about something that it
 * does not list. The line has to be there before the request is sent, whenever the process is killed.
 */
export function withoutALine(requests: readonly PageRequest[], steps: readonly Step[]): readonly string[] {
  const walks = steps.filter(isWalk);
  const listed = new Set(
    walks.flatMap(({ records }) =>
      records.flatMap((record) =>
        record._tag === "Project"
          ? [record.arn, ...record.datasets.map(({ arn }) => arn)]
          : record._tag === "Version"
            ? [record.arn]
            : [],
      ),
    ),
  );
  const positions = new Set(walks.map((step) => `${walkOfStep(step)} ${step.position}`));
  return requests
    .filter(
      ({ walk, parentArn, token }) =>
        (parentArn !== undefined && !listed.has(parentArn)) ||
        (token !== undefined && !positions.has(`${walk} ${token}`)),
    )
    .map(({ walk, token }) => `${walk} was asked for ${token === undefined ? "its first page" : `page ${token}`}`);
}
