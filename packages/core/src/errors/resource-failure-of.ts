import { causesOf } from "./causes-of.js";

/** What a request failed of that is about its resource: see {@link resourceFailureOf}. */
export type ResourceFailure = "denied" | "gone" | "not-ready";

/**
 * What a failure says of the one resource that was asked about, where the next one may answer: a project or dataset that is
 * denied, that was deleted meanwhile (`gone`), or a dataset that is being made, is in use, or has failed (`not-ready`).
 *
 * `undefined` for every other failure: a throttle, an expired token or a network is about more than one resource, and a walk
 * that passed it over would take it for an empty list.
 *
 * By the names of the SDK's exceptions, through `cause` too. What is denied may be all that the caller may not do at all:
 * the service says it of each resource.
 *
 * @example
 * ```ts
 * import { describeProjectVersions$, rekognitionClient, resourceFailureOf } from "@rekognition-rx/core";
 *
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * describeProjectVersions$({ client: rekognitionClient() }, { ProjectArn }).subscribe({
 *   next: (page) => console.log(page.ProjectVersionDescriptions?.length ?? 0),
 *   error: (error: Error) => console.error(resourceFailureOf(error) ?? "failed", error.message),
 * });
 * ```
 *
 * @param error - anything that was thrown.
 */
export function resourceFailureOf(error: unknown): ResourceFailure | undefined {
  for (const link of causesOf(error)) {
    const failure = link instanceof Error ? FAILURES.get(link.name) : undefined;
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

const FAILURES: ReadonlyMap<string, ResourceFailure> = new Map([
  ["AccessDeniedException", "denied"],
  ["ResourceInUseException", "not-ready"],
  ["ResourceNotFoundException", "gone"],
  ["ResourceNotReadyException", "not-ready"],
]);
