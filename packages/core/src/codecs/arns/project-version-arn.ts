import type * as t from "io-ts";
import { spellsProjectVersionArn } from "./arn-grammar.js";
import { leaf } from "../schema/leaf.js";

/**
 * The ARN of a version of a project, in any partition:
 * `arn:aws:rekognition:us-east-1:111122223333:project/my-project/version/my-version/1700000000000`.
 *
 * A string with a brand: only decoding makes one. {@link parseProjectVersionArn} splits it into its parts.
 */
export type ProjectVersionArn = t.Branded<string, ProjectVersionArnBrand>;

/** The brand that distinguishes a {@link ProjectVersionArn} from any other string. */
export interface ProjectVersionArnBrand {
  /** Exists only in the type: at run time the ARN is a plain string. */
  readonly ProjectVersionArn: unique symbol;
}

/** The io-ts codec of `ProjectVersionArn`. It checks the spelling, and keeps the string as it is. */
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
