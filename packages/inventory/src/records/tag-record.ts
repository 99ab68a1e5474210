/** A tag of a model, as `ListTagsForResource` described it. */
export interface TagRecord {
  readonly _tag: "Tag";
  readonly versionArn: string;
  readonly key: string;
  readonly value: string;
}
