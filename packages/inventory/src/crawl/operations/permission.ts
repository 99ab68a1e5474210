import type { Operation } from "../operation.js";

/** What IAM has to allow for an operation. */
export interface Permission {
  /** `rekognition:DescribeProjects` */
  readonly action: string;
  /** What a policy may name: everything of a project, or all there is, where IAM takes no less. */
  readonly resource: "*" | "project/*";
}

/**
 * The permission of an operation of Rekognition.
 *
 * The ARN of a dataset or a version begins with that of its project, without the time of its creation: `project/*` is
 * all three.
 *
 * @param parent - what the operation is about; without it, there is no resource that a policy could name.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
 */
export function rekognitionPermission(operation: Operation, parent: ParentKind | undefined): Permission {
  return { action: `rekognition:${operation}`, resource: parent === undefined ? "*" : "project/*" };
}

/** What an operation is about: its walks follow from each of them. */
export type ParentKind = "dataset" | "project" | "version";
