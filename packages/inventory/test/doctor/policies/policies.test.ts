import { describe, expect, test } from "vitest";
import { assumePolicy } from "../../../src/doctor/policies/assume-policy.js";
import { partitionsOf } from "../../../src/doctor/policies/partitions-of.js";
import { readPolicy } from "../../../src/doctor/policies/read-policy.js";
import { trustPolicy } from "../../../src/doctor/policies/trust-policy.js";

test.each<[readonly string[], readonly string[]]>([
  [[], ["aws"]],
  [["us-east-1", "eu-west-1"], ["aws"]],
  [["us-gov-west-1"], ["aws-us-gov"]],
  [["cn-north-1"], ["aws-cn"]],
  [["us-iso-east-1"], ["aws-iso"]],
  [["us-isob-east-1"], ["aws-iso-b"]],
  [
    ["cn-north-1", "us-east-1", "cn-northwest-1"],
    ["aws-cn", "aws"],
  ],
])("%j are in %j", (regions, partitions) => {
  expect(partitionsOf(regions)).toEqual(partitions);
});

describe("a policy", () => {
  test("to read projects has no resource to name", () => {
    expect(readPolicy({ depth: ["projects"], regions: [] })).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["rekognition:DescribeProjects"], Resource: "*" }],
    });
  });

  test("to read everything names projects for what has one", () => {
    const depth = ["projects", "datasets", "versions", "usage", "policies", "entries"] as const;
    expect(readPolicy({ depth, regions: ["us-gov-west-1"] })).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["rekognition:DescribeProjects", "cloudwatch:GetMetricData"], Resource: "*" },
        {
          Effect: "Allow",
          Action: [
            "rekognition:DescribeProjectVersions",
            "rekognition:ListProjectPolicies",
            "rekognition:DescribeDataset",
            "rekognition:ListDatasetLabels",
            "rekognition:ListDatasetEntries",
            "rekognition:ListTagsForResource",
          ],
          Resource: "arn:aws-us-gov:rekognition:*:*:project/*",
        },
      ],
    });
  });

  test("to read in two partitions names both", () => {
    const { Statement } = readPolicy({ depth: ["projects", "policies"], regions: ["us-east-1", "us-gov-west-1"] });
    expect(Statement[1]?.Resource).toEqual([
      "arn:aws:rekognition:*:*:project/*",
      "arn:aws-us-gov:rekognition:*:*:project/*",
    ]);
  });

  test("to assume a role in an organization lists its accounts too", () => {
    expect(
      assumePolicy({ roleName: "path/Reader", accountIds: undefined, organization: true, regions: ["cn-north-1"] }),
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws-cn:iam::*:role/path/Reader" },
        { Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" },
      ],
    });
  });

  test("to assume a role in accounts that are known names each", () => {
    const accountIds = ["111122223333", "444455556666"];
    const { Statement } = assumePolicy({ roleName: "Reader", accountIds, organization: false, regions: [] });
    expect(Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: ["arn:aws:iam::111122223333:role/Reader", "arn:aws:iam::444455556666:role/Reader"],
      },
    ]);
  });

  test("of trust names the accounts of the callers, each once, and the external id", () => {
    const callers = [
      "arn:aws-cn:sts::111122223333:assumed-role/Admin/me",
      "arn:aws-cn:iam::111122223333:user/me",
      "arn:aws:iam::444455556666:user/you",
    ];
    expect(trustPolicy({ callers, externalId: "id" })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: ["arn:aws-cn:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "id" } },
        },
      ],
    });
    expect(trustPolicy({ callers: callers.slice(2), externalId: undefined }).Statement).toEqual([
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "sts:AssumeRole" },
    ]);
  });
});
