import { expect, test } from "vitest";
import type { LedgerEntry, TargetEntry, WalkEntry } from "../../src/ledger/ledger-entry.js";
import { lackingIn } from "../../src/ledger/lacking.js";

const target: TargetEntry = {
  _tag: "Target",
  target: "111122223333:us-east-1",
  accountId: "111122223333",
  accountName: null,
  region: "us-east-1",
  outcome: "reached",
  error: null,
};

const walk: WalkEntry = {
  _tag: "Walk",
  target: target.target,
  accountId: target.accountId,
  region: "us-east-1",
  operation: "ListTagsForResource",
  parentArn: "arn",
  outcome: "complete",
  generation: 0,
  pages: 1,
  records: 1,
  invalid: 0,
  requests: 1,
  throttles: 0,
  elapsedMs: 1,
  error: null,
};

const error = { name: "AccessDeniedException", message: "AWS denied it" };

test("what is complete lacks nothing, be some of it invalid", () => {
  expect(lackingIn([target, walk, { ...walk, outcome: "invalid", invalid: 1 }])).toEqual([]);
});

test("what failed in one place is one line, with the first reason", () => {
  const denied: WalkEntry = { ...walk, outcome: "denied", error };
  const entries: readonly LedgerEntry[] = [
    denied,
    { ...denied, parentArn: "another", error: { ...error, message: "later" } },
    { ...denied, region: "eu-west-1" },
    { ...denied, operation: "DescribeProjects" },
  ];
  const line = { isMissing: true, outcome: "denied", where: "111122223333 us-east-1", message: "AWS denied it" };
  expect(lackingIn(entries)).toEqual([
    { ...line, operation: "ListTagsForResource", count: 2 },
    { ...line, operation: "ListTagsForResource", count: 1, where: "111122223333 eu-west-1" },
    { ...line, operation: "DescribeProjects", count: 1 },
  ]);
});

test("what nobody can do anything about is kept apart, and a target without an account has its own name", () => {
  expect(
    lackingIn([
      { ...walk, outcome: "unsupported", error },
      { ...target, outcome: "suspended", region: null },
      { ...target, outcome: "no-credentials", accountId: null, target: "profile work:us-east-1", error },
      { ...target, outcome: "unfinished" },
    ]).map(({ isMissing, outcome, where, message }) => [isMissing, outcome, where, message]),
  ).toEqual([
    [false, "unsupported", "111122223333 us-east-1", "AWS denied it"],
    [false, "suspended", "111122223333", ""],
    [true, "no-credentials", "profile work:us-east-1", "AWS denied it"],
    [true, "unfinished", "111122223333 us-east-1", ""],
  ]);
});
