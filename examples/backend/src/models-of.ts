import { describeProjectVersions$, parseProjectVersionArn, type ProjectVersionDescription } from "@rekognition-rx/core";
import { decodeVersions } from "@rekognition-rx/operators";
import { isRight } from "fp-ts/lib/Either.js";
import { map, type Observable, toArray } from "rxjs";
import type { Account } from "./account.js";

/** A model, or an adapter, of a project. */
export interface ModelRow {
  readonly arn: string;
  readonly name: string;
  readonly status: string | null;
  readonly message: string | null;
}

/**
 * All models of a project, in one list.
 *
 * @param onInvalid - called for each model that cannot be read; that model is left out.
 */
export function modelsOf(
  { client, pageOfModels }: Account,
  ProjectArn: string,
  onInvalid: (error: unknown) => void,
): Observable<readonly ModelRow[]> {
  return describeProjectVersions$({ client, perRequest: pageOfModels }, { ProjectArn }).pipe(
    decodeVersions({ onInvalid }),
    map(modelRow),
    toArray(),
  );
}

function modelRow({ ProjectVersionArn: arn, Status, StatusMessage }: ProjectVersionDescription): ModelRow {
  const parsed = parseProjectVersionArn(arn);
  return {
    arn,
    name: isRight(parsed) ? parsed.right.versionName : arn,
    status: Status ?? null,
    message: StatusMessage ?? null,
  };
}
