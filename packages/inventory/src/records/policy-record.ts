/** A resource policy of a project, as `ListProjectPolicies` described it. */
export interface PolicyRecord {
  readonly _tag: "Policy";
  readonly projectArn: string;
  readonly name: string;
  readonly revisionId: string | null;
  /** JSON, as text. */
  readonly document: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly creationTimestamp: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly lastUpdatedTimestamp: string | null;
}
