import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lacking } from "../../src/ledger/lacking.js";
import { reasonsIn } from "../../src/ledger/reasons.js";

function denied(account: string, region: string, fields: Partial<Lacking> = {}): Lacking {
  return {
    isMissing: true,
    outcome: "denied",
    operation: "DescribeProjects",
    count: 1,
    where: `${account} ${region}`,
    message: `User arn:aws:sts::${account}:assumed-role/reader may not do this in ${region}`,
    ...fields,
  };
}

describe("reasons", () => {
  test("what is said of many places alike is one, in the words of the first", () => {
    expect(reasonsIn([denied("111122223333", "eu-west-1", { count: 2 }), denied("444455556666", "us-east-1")])).toEqual(
      [
        {
          isMissing: true,
          outcome: "denied",
          operation: "DescribeProjects",
          count: 3,
          places: ["111122223333 eu-west-1", "444455556666 us-east-1"],
          message: "User arn:aws:sts::111122223333:assumed-role/reader may not do this in eu-west-1",
        },
      ],
    );
  });

  test.each<[string, Partial<Lacking>]>([
    ["outcome", { outcome: "throttled" }],
    ["operation", { operation: "DescribeDataset" }],
    ["message", { message: "another" }],
  ])("another %s is another", (_, fields) => {
    expect(reasonsIn([denied("111122223333", "eu-west-1"), denied("111122223333", "eu-west-1", fields)])).toHaveLength(
      2,
    );
  });

  test("loses no place and no count", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom("111122223333", "444455556666"),
            fc.constantFrom("eu-west-1", "ap-south-1"),
            fc.nat(9),
            fc.string(),
          ),
        ),
        (all) => {
          const lacking = all.map(([account, region, count, message]) => denied(account, region, { count, message }));
          const reasons = reasonsIn(lacking);
          expect(reasons.flatMap(({ places }) => places).toSorted()).toEqual(
            lacking.map(({ where }) => where).toSorted(),
          );
          expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(
            all.reduce((sum, [, , count]) => sum + count, 0),
          );
        },
      ),
    );
  });
});
