/** A resource policy of a project, as `ListProjectPolicies` described it. */
export interface PolicyRecord {
  readonly _tag: "Policy";
  readonly projectArn: string;
  readonly name: string;
  readonly revisionId: string | null;
  /** JSON, as text. */
  readonly document: string | null;
  readonly creationTimestamp: string | null;
  readonly lastUpdatedTimestamp: string | null;
}
