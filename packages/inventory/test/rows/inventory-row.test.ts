import { ProjectDescription } from "@rekognition-rx/core";
import { isRight } from "fp-ts/lib/Either.js";
import { describe, expect, test } from "vitest";
import { inventoryColumns, inventoryRow } from "../../src/rows/inventory-row.js";

describe("inventoryRow", () => {
  test("reads the place and the name from the ARN, in every partition", () => {
    const row = rowOf({ ProjectArn: "arn:aws-us-gov:rekognition:us-gov-west-1:000000000042:project/a.b-c_d/1" });
    expect(row).toMatchObject({
      account: "000000000042",
      region: "us-gov-west-1",
      partition: "aws-us-gov",
      projectName: "a.b-c_d",
    });
  });

  test("has every member in the order of the columns, null where the service sent none; without a feature it is Custom Labels", () => {
    const row = rowOf({ ProjectArn: "arn:aws:rekognition:us-east-1:111122223333:project/p/1" });
    expect(Object.keys(row)).toEqual(inventoryColumns);
    expect(Object.values(row).slice(5)).toEqual(["CUSTOM_LABELS", ...Array.from({ length: 9 }, () => null)]);
  });

  test("keeps a status that AWS adds tomorrow as it came", () => {
    const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/1";
    expect(rowOf({ ProjectArn, Status: "ARCHIVED" }).projectStatus).toBe("ARCHIVED");
  });
});

function rowOf(raw: object): ReturnType<typeof inventoryRow> {
  const project = ProjectDescription.decode(raw);
  if (!isRight(project)) {
    throw new Error("the test's project is invalid");
  }
  return inventoryRow({ project: project.right, dataset: undefined });
}
