import type { Depth } from "../../crawl/depth.js";
import { operationsAt } from "../../crawl/operations/operations-at.js";
import { partitionsOf } from "./partitions-of.js";
import { oneOrMany, policyDocument, type PolicyDocument } from "./policy-document.js";

/** The least that a run of a depth needs in each account. */
export function readPolicy({
  depth,
  regions,
}: {
  readonly depth: readonly Depth[];
  readonly regions: readonly string[];
}): PolicyDocument {
  const permissions = operationsAt(depth).map(({ permission }) => permission);
  const kinds = Array.from(new Set(permissions.map(({ resource }) => resource)));
  return policyDocument(
    kinds.map((kind) => ({
      Effect: "Allow",
      Action: permissions.filter(({ resource }) => resource === kind).map(({ action }) => action),
      Resource:
        kind === "*"
          ? kind
          : oneOrMany(partitionsOf(regions).map((partition) => `arn:${partition}:rekognition:*:*:${kind}`)),
    })),
  );
}
