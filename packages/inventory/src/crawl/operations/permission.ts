import type { Operation } from "../operation.js";

/** What IAM has to allow for an operation. */
export interface Permission {
  /** `rekognition:DescribeProjects` */
  readonly action: string;
  /** The resource that a policy can name: everything of a project, or `*` if IAM takes nothing narrower. */
  readonly resource: "*" | "project/*";
}

/**
 * The permission of an operation of Rekognition.
 *
 * The ARN of a dataset or a version begins with the ARN of its project, without the creation time: `project/*` covers
 * all three.
 *
 * @param parent - the kind of thing that the operation asks about. Without it, there is no resource that a policy could
 * name.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
 */
export function rekognitionPermission(operation: Operation, parent: ParentKind | undefined): Permission {
  return { action: `rekognition:${operation}`, resource: parent === undefined ? "*" : "project/*" };
}

/** The kind of thing that an operation asks about. Each thing of this kind has a walk of its own. */
export type ParentKind = "dataset" | "project" | "version";
