import { type Either, left, right } from "fp-ts/lib/Either.js";
import { DecodeError } from "../../errors/decode-error.js";
import { arnTime, spellsDatasetArn, splitArn } from "./arn-grammar.js";
import type { ProjectArnParts } from "./parse-project-arn.js";

/**
 * Splits the ARN of a dataset into its parts.
 *
 * Never throws: a value that is not the ARN of a dataset gives a `Left`. Every `DatasetArn` gives a `Right`.
 *
 * @example
 * ```ts
 * import { parseDatasetArn } from "@rekognition-rx/core";
 * import { isRight } from "fp-ts/lib/Either.js";
 *
 * const parsed = parseDatasetArn("arn:aws:rekognition:eu-west-1:111122223333:project/solder/dataset/train/1700000000000");
 * console.log(isRight(parsed) ? [parsed.right.projectName, parsed.right.datasetKind] : parsed.left.message);
 * ```
 *
 * @see {@link parseProjectArn}
 */
export function parseDatasetArn(arn: unknown): Either<DecodeError, DatasetArnParts> {
  if (!spellsDatasetArn(arn)) {
    const message =
      "expected the ARN of a dataset (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/dataset/KIND/MILLIS)";
    return left(new DecodeError({ issues: [{ path: [], value: arn, message }] }));
  }
  const { rest, ...project } = splitArn(arn);
  const [, datasetKind = "", millis] = rest;
  const createdAt = arnTime(millis);
  const parts = { ...project, datasetKind };
  return right(createdAt === undefined ? parts : { ...parts, createdAt });
}

/** The parts of a dataset's ARN. `createdAt` is the creation time of the dataset, not of the project. */
export interface DatasetArnParts extends ProjectArnParts {
  /** `train` or `test`, in lower case as the ARN has it. */
  readonly datasetKind: string;
}
