import { causesOf } from "./causes-of.js";

/** Why a request failed, if the reason is its one resource: see {@link resourceFailureOf}. */
export type ResourceFailure = "denied" | "gone" | "not-ready";

/**
 * Says why a request failed, if the reason is the one resource that it asked for, so that a request for the next resource
 * may succeed. The project or dataset is `denied`, or was deleted meanwhile (`gone`), or the dataset is being made, is in
 * use, or has failed (`not-ready`).
 *
 * `undefined` for every other failure. A throttle, an expired token or a network error concerns more than one resource: a
 * walk that skipped it would take it for an empty list.
 *
 * It looks at the names of the SDK's exceptions, also in the chain of `cause`. `denied` may also mean that the caller has
 * no permission for the operation at all: the service then says so for each resource.
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
