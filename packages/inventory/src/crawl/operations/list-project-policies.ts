import type { ListProjectPoliciesCommandOutput } from "@aws-sdk/client-rekognition";
import { listProjectPolicies$, ProjectPolicy } from "@rekognition-rx/core";
import type { PolicyRecord } from "../../records/policy-record.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { isoOf } from "./iso-of.js";
import { listedOperation } from "./listed-operation.js";
import { readItems } from "./read-items.js";

export const listProjectPolicies: CrawledOperation = listedOperation<ListProjectPoliciesCommandOutput>({
  operation: "ListProjectPolicies",
  depths: ["policies"],
  parent: "project",
  list: ({ client, parentArn }, config) => listProjectPolicies$({ client, ...config }, { ProjectArn: parentArn }),
  read: ({ ProjectPolicies: policies = [] }, projectArn) =>
    readItems(policies, ProjectPolicy, (policy): PolicyRecord => ({
      _tag: "Policy",
      projectArn,
      name: policy.PolicyName,
      revisionId: policy.PolicyRevisionId ?? null,
      document: policy.PolicyDocument ?? null,
      creationTimestamp: isoOf(policy.CreationTimestamp),
      lastUpdatedTimestamp: isoOf(policy.LastUpdatedTimestamp),
    })),
});
