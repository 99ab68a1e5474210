import { type Either, left, right } from "fp-ts/lib/Either.js";
import { DecodeError } from "../../errors/decode-error.js";
import { arnTime, spellsProjectVersionArn, splitArn } from "./arn-grammar.js";
import type { ProjectArnParts } from "./parse-project-arn.js";

/**
 * Splits the ARN of a project's version into its parts. The service gives the version's name nowhere else.
 *
 * Never throws: a value that is not the ARN of a version gives a `Left`. Every `ProjectVersionArn` gives a `Right`.
 *
 * @example
 * ```ts
 * import { parseProjectVersionArn } from "@rekognition-rx/core";
 * import * as Either from "fp-ts/lib/Either.js";
 *
 * const arn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/version/parts.2024-01-31/1700000000000";
 * const parsed = parseProjectVersionArn(arn);
 * if (Either.isRight(parsed)) console.log(parsed.right.projectName, parsed.right.versionName);
 * ```
 *
 * @see {@link parseProjectArn}
 */
export function parseProjectVersionArn(arn: unknown): Either<DecodeError, ProjectVersionArnParts> {
  if (!spellsProjectVersionArn(arn)) {
    const message =
      "expected the ARN of a project version (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/version/VERSION/MILLIS)";
    return left(new DecodeError({ issues: [{ path: [], value: arn, message }] }));
  }
  const { rest, ...project } = splitArn(arn);
  const [, versionName = "", millis] = rest;
  const createdAt = arnTime(millis);
  const parts = { ...project, versionName };
  return right(createdAt === undefined ? parts : { ...parts, createdAt });
}

/** The parts of a version's ARN. `createdAt` is the creation time of the version, not of the project. */
export interface ProjectVersionArnParts extends ProjectArnParts {
  readonly versionName: string;
}
