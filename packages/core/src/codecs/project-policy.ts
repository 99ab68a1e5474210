import * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { ProjectArn } from "./arns/project-arn.js";
import { isRecord } from "./schema/is-record.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { Timestamp } from "./timestamp.js";

/**
 * A resource policy of a project, as `ListProjectPolicies` describes it. `PolicyDocument` is JSON text.
 *
 * In AWS's model every member is optional. `PolicyName` is required here, since it says which policy this is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ProjectPolicy.html
 */
export interface ProjectPolicy {
  readonly ProjectArn?: ProjectArn;
  readonly PolicyName: string;
  readonly PolicyRevisionId?: string;
  /** JSON text, which is not parsed. */
  readonly PolicyDocument?: string;
  readonly CreationTimestamp?: Timestamp;
  readonly LastUpdatedTimestamp?: Timestamp;
}

/** The io-ts codec of `ProjectPolicy`. It encodes each `Date` as ISO 8601 text in UTC. */
export const ProjectPolicy: t.Type<ProjectPolicy, Encoded<ProjectPolicy>> = struct<ProjectPolicy>({
  name: "ProjectPolicy",
  admits: isRecord,
  fields: {
    ProjectArn: optional(ProjectArn),
    PolicyName: t.string,
    PolicyRevisionId: optional(t.string),
    PolicyDocument: optional(t.string),
    CreationTimestamp: optional(Timestamp),
    LastUpdatedTimestamp: optional(Timestamp),
  },
});
