import { type Either, left, right } from "fp-ts/lib/Either.js";
import { DecodeError } from "../../errors/decode-error.js";
import { arnTime, spellsProjectArn, splitArn } from "./arn-grammar.js";

/**
 * Takes the ARN of a project apart: the only place where the service gives the project's name.
 *
 * Never throws; whatever is no ARN of a project is a `Left`. Every `ProjectArn` is a `Right`.
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

/** What the ARN of a project says. */
export interface ProjectArnParts {
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  readonly partition: string;
  /** `us-east-1` */
  readonly region: string;
  /** The account's twelve digits, leading zeros kept. */
  readonly account: string;
  readonly projectName: string;
  /** The time at the end of the ARN. Missing only where its digits are more than a `Date` can hold. */
  readonly createdAt?: Date;
}
