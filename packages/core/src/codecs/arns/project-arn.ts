import type * as t from "io-ts";
import { spellsProjectArn } from "./arn-grammar.js";
import { leaf } from "../schema/leaf.js";

/**
 * The ARN of a project, in any partition: `arn:aws:rekognition:us-east-1:111122223333:project/my-project/1700000000000`.
 *
 * A string with a brand: only decoding makes one. {@link parseProjectArn} splits it into its parts.
 */
export type ProjectArn = t.Branded<string, ProjectArnBrand>;

/** The brand that distinguishes a {@link ProjectArn} from any other string. */
export interface ProjectArnBrand {
  /** Exists only in the type: at run time the ARN is a plain string. */
  readonly ProjectArn: unique symbol;
}

/** The io-ts codec of `ProjectArn`. It checks the spelling, and keeps the string as it is. */
export const ProjectArn: t.Type<ProjectArn, ProjectArn> = leaf({
  name: "ProjectArn",
  expected: "the ARN of a project (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/MILLIS)",
  is: isProjectArn,
  read: (value) => (isProjectArn(value) ? value : undefined),
  encode: (arn) => arn,
});

/** The same check without a report, for codecs of structures. */
export function isProjectArn(value: unknown): value is ProjectArn {
  return spellsProjectArn(value);
}
