import type * as t from "io-ts";
import { spellsProjectVersionArn } from "./arn-grammar.js";
import { leaf } from "../schema/leaf.js";

/**
 * The ARN of a version of a project, in any partition:
 * `arn:aws:rekognition:us-east-1:111122223333:project/my-project/version/my-version/1700000000000`.
 *
 * A string with a brand: only decoding gives one. {@link parseProjectVersionArn} takes it apart.
 */
export type ProjectVersionArn = t.Branded<string, ProjectVersionArnBrand>;

/** What sets a {@link ProjectVersionArn} apart from any other string. */
export interface ProjectVersionArnBrand {
  readonly ProjectVersionArn: unique symbol;
}

export const ProjectVersionArn: t.Type<ProjectVersionArn, ProjectVersionArn> = leaf({
  name: "ProjectVersionArn",
  expected:
    "the ARN of a project version (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/version/VERSION/MILLIS)",
  is: isProjectVersionArn,
  read: (value) => (isProjectVersionArn(value) ? value : undefined),
  encode: (arn) => arn,
});

function isProjectVersionArn(value: unknown): value is ProjectVersionArn {
  return spellsProjectVersionArn(value);
}
