import { type Either, left, right } from "fp-ts/lib/Either.js";
import { DecodeError } from "../../errors/decode-error.js";
import { arnTime, spellsProjectArn, splitArn } from "./arn-grammar.js";

/**
 * Splits the ARN of a project into its parts. The service gives the project's name nowhere else.
 *
 * Never throws: a value that is not the ARN of a project gives a `Left`. Every `ProjectArn` gives a `Right`.
 *
 * @example
 * ```ts
 * import { parseProjectArn } from "@rekognition-rx/core";
 * import * as Either from "fp-ts/lib/Either.js";
 * import { pipe } from "fp-ts/lib/function.js";
 *
 * const arn = "arn:aws:rekognition:us-east-1:111122223333:project/my-project/1700000000000";
 * const name = pipe(
 *   parseProjectArn(arn),
 *   Either.match(() => "?", ({ projectName }) => projectName),
 * );
 * ```
 */
export function parseProjectArn(arn: unknown): Either<DecodeError, ProjectArnParts> {
  if (!spellsProjectArn(arn)) {
    const message = "expected the ARN of a project (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/MILLIS)";
    return left(new DecodeError({ issues: [{ path: [], value: arn, message }] }));
  }
  const { rest, ...parts } = splitArn(arn);
  const createdAt = arnTime(rest[0]);
  return right(createdAt === undefined ? parts : { ...parts, createdAt });
}

/** The parts of a project's ARN. */
export interface ProjectArnParts {
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  readonly partition: string;
  /** `us-east-1`, ... */
  readonly region: string;
  /** The account's twelve digits, leading zeros kept. */
  readonly account: string;
  readonly projectName: string;
  /** The time at the end of the ARN, when the resource was created. Missing only if a `Date` cannot hold it. */
  readonly createdAt?: Date;
}
