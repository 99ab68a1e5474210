import { describe, expect, test } from "vitest";
import { type JsonObject, VERSION_STATUSES, type VersionSeed } from "@rekognition-rx/emulator";
import { boxLine, imageLine } from "../support/manifest-lines.js";
import { type Stage, stage } from "../support/stage.js";

const root = "arn:aws:rekognition:us-east-1:111122223333:project/p";
const ProjectVersionArn = `${root}/version/v/9`;
const labels = Array.from({ length: 20 }, (_, index) => `label-${index}`);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

interface Detection {
  readonly Name: string;
  readonly Confidence: number;
  readonly Geometry?: { readonly BoundingBox: Readonly<Record<string, number>> };
}

function withVersion(version: Partial<VersionSeed> = {}): Promise<Stage> {
  const versions = [{ name: "v", createdAt: 9, status: "RUNNING" as const, labels, ...version }];
  return stage({ transitions: 0, account: { projects: [{ name: "p", createdAt: 5, versions }] } });
}

function object(Name: string): JsonObject {
  return { S3Object: { Bucket: "images", Name } };
}

async function detected({ ok }: Stage, Image: JsonObject, more: JsonObject = {}): Promise<readonly Detection[]> {
  const { CustomLabels } = await ok("DetectCustomLabels", { ProjectVersionArn, Image, MinConfidence: 0, ...more });
  return CustomLabels as readonly Detection[];
}

describe("DetectCustomLabels", () => {
  test("finds labels of the model, the surest first, the same for the same image", async () => {
    const on = await withVersion();
    const found = await detected(on, object("1.jpg"));
    expect(found.map(({ Name }) => Name).toSorted()).toEqual(labels.toSorted());
    const confidences = found.map(({ Confidence }) => Confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    expect(await detected(on, object("1.jpg"))).toEqual(found);
    expect(await detected(await withVersion(), object("1.jpg"))).toEqual(found);
    expect(await detected(on, object("2.jpg"))).not.toEqual(found);
    const bytes = { Bytes: png.toString("base64") };
    expect(await detected(on, bytes)).toEqual(await detected(on, bytes));
    expect(await detected(on, { Bytes: jpeg.toString("base64") })).not.toEqual(await detected(on, bytes));
  });

  test("keeps to MinConfidence, which is 50 unless it is given, and to MaxResults", async () => {
    const on = await withVersion();
    const all = await detected(on, object("1.jpg"));
    for (const least of [0, 30, 50, 99.5]) {
      const expected = all.filter(({ Confidence }) => Confidence >= least);
      expect(await detected(on, object("1.jpg"), { MinConfidence: least })).toEqual(expected);
    }
    const usual = all.filter(({ Confidence }) => Confidence >= 50);
    expect(usual.length).toBeGreaterThan(2);
    expect(usual.length).toBeLessThan(all.length);
    expect(await detected(on, object("1.jpg"), { MinConfidence: undefined })).toEqual(usual);
    expect(await detected(on, object("1.jpg"), { MaxResults: 2 })).toEqual(all.slice(0, 2));
    expect(await detected(on, object("1.jpg"), { MaxResults: 0 })).toEqual([]);
  });

  test("finds the places of the labels that were learnt from boxes, inside of the image", async () => {
    const datasets = [
      { type: "TRAIN" as const, entries: [boxLine("s3://b/1", ["car", "bus"], ["car", "bus"])] },
      { type: "TEST" as const, entries: [boxLine("s3://b/2", ["car", "bus"], ["car", "bus"])] },
    ];
    const on = await stage({ transitions: 0, account: { projects: [{ name: "p", createdAt: 5, datasets }] } });
    const { ProjectVersionArn: arn } = await on.ok("CreateProjectVersion", {
      ProjectArn: `${root}/5`,
      VersionName: "v",
      OutputConfig: {},
    });
    await on.ok("StartProjectVersion", { ProjectVersionArn: arn, MinInferenceUnits: 1 });
    const found = await detected(on, object("1.jpg"), { ProjectVersionArn: arn });
    expect(found.map(({ Name }) => Name).toSorted()).toEqual(["bus", "car"]);
    for (const { Geometry } of found) {
      const { Left = -1, Top = -1, Width = 2, Height = 2 } = Geometry?.BoundingBox ?? {};
      expect(Math.min(Left, Top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(Left + Width, Top + Height)).toBeLessThanOrEqual(1);
    }
  });

  test("finds the labels of the project's training dataset for a version of a seed", async () => {
    const datasets = [{ type: "TRAIN" as const, entries: [imageLine("s3://b/1", "x", "y")] }];
    const versions = [{ name: "v", createdAt: 9, status: "RUNNING" as const }];
    const on = await stage({ account: { projects: [{ name: "p", createdAt: 5, datasets, versions }] } });
    expect((await detected(on, object("1.jpg"))).map(({ Name }) => Name).toSorted()).toEqual(["x", "y"]);
  });

  test.each(VERSION_STATUSES)("for a version that is %s answers only if it runs", async (status) => {
    const on = await withVersion({ status });
    const outcome = await on.refusal("DetectCustomLabels", { ProjectVersionArn, Image: object("1.jpg") });
    expect(outcome).toBe(status === "RUNNING" ? "OK" : "ResourceNotReadyException");
  });

  test.each<readonly [string, JsonObject, string]>([
    ["no image", {}, "InvalidParameterException"],
    ["two images", { Bytes: png.toString("base64"), ...object("1.jpg") }, "InvalidParameterException"],
    ["a place without a name", { S3Object: { Bucket: "images" } }, "InvalidParameterException"],
    ["a GIF", { Bytes: Buffer.from("GIF89a").toString("base64") }, "InvalidImageFormatException"],
    [
      "more than 4 MiB",
      { Bytes: Buffer.concat([png, Buffer.alloc(4 * 1_024 * 1_024)]).toString("base64") },
      "ImageTooLargeException",
    ],
  ])("refuses %s", async (_title, Image, error) => {
    expect(await (await withVersion()).refusal("DetectCustomLabels", { ProjectVersionArn, Image })).toBe(error);
  });

  test("does not know a version that is not there", async () => {
    const on = await withVersion();
    const stranger = { ProjectVersionArn: ProjectVersionArn.replace("/v/", "/w/"), Image: object("1.jpg") };
    expect(await on.refusal("DetectCustomLabels", stranger)).toBe("ResourceNotFoundException");
  });
});
