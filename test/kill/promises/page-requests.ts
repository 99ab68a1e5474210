import type { Step, WalkStep } from "@rekognition-rx/inventory";
import type { RequestRecord } from "@rekognition-rx/emulator";

/** A request for a page of a walk. */
export interface PageRequest {
  readonly walk: string;
  /** What it is about; `undefined` for the projects of a target. */
  readonly parentArn: string | undefined;
  /** `undefined` for the first page. */
  readonly token: string | undefined;
  readonly errorType: string | undefined;
}

/** Requests of walks, of all that came. */
export function pageRequests(requests: readonly RequestRecord[]): readonly PageRequest[] {
  return requests.flatMap(({ operation = "", accountId, region, input, errorType }) => {
    // What was cut off before it was read, and what STS and Organizations were asked.
    if (input === undefined || !/^(Describe|List).*(Project|Dataset|Resource)/.test(operation)) {
      return [];
    }
    const parentArn = textIn(input["ProjectArn"] ?? input["DatasetArn"] ?? input["ResourceArn"]);
    const walk = walkOf({ region: region ?? "", operation, about: parentArn ?? accountId ?? "" });
    return { walk, parentArn, token: textIn(input["NextToken"]), errorType };
  });
}

/** The walk of a step, as {@link PageRequest} names it. */
export function walkOfStep({ region, operation, parentArn, accountId }: WalkStep): string {
  return walkOf({ region, operation, about: parentArn ?? accountId ?? "" });
}

export function isWalk(step: Step): step is WalkStep {
  return step._tag === "Walk";
}

function walkOf(walk: { readonly region: string; readonly operation: string; readonly about: string }): string {
  return `${walk.operation} ${walk.region} ${walk.about}`;
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
