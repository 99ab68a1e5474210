import {
  DescribeDatasetCommand,
  paginateListDatasetEntries,
  paginateListDatasetLabels,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DatasetSeed, DatasetStatus, Emulator, JsonObject } from "@rekognition-rx/emulator";
import { DatasetEntries } from "../../src/account/dataset-entries.js";
import { datasetEntry } from "../../src/account/dataset-entry.js";
import { call, errorOf } from "../support/call.js";
import { boxLine, imageLine, withErrors } from "../support/manifest-lines.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

const createdAt = 1_700_000_000_000;
const arn = `arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/${createdAt}`;

function emulatorWith(dataset: Partial<DatasetSeed>): Promise<Emulator> {
  return start({ account: { projects: [{ name: "p", datasets: [{ type: "TRAIN", createdAt, ...dataset }] }] } });
}

const images = [
  imageLine("s3://bucket/garden/1.jpg", "rose"),
  imageLine("s3://bucket/garden/2.jpg"),
  boxLine("s3://bucket/street/3.jpg", ["car", "bus"], ["car", "car"]),
  withErrors(imageLine("s3://bucket/street/4.jpg", "rose", "car")),
  withErrors(imageLine("s3://bucket/street/5.jpg")),
];

/** The numbers of the images that a listing shows. */
async function shown(emulator: Emulator, filter: JsonObject): Promise<string> {
  const { json } = await call(emulator, "ListDatasetEntries", { DatasetArn: arn, ...filter });
  const lines = json["DatasetEntries"] as readonly string[];
  return lines.map((line) => /(\d)\.jpg/.exec(line)?.[1]).join("");
}

describe("DescribeDataset", () => {
  test("gives times, status and statistics", async () => {
    const emulator = await emulatorWith({ entries: images, updatedAt: createdAt + 1_500, statusMessage: "ok" });
    const { DatasetDescription } = await sdkClient(emulator.url).send(new DescribeDatasetCommand({ DatasetArn: arn }));
    expect(DatasetDescription).toEqual({
      CreationTimestamp: new Date(createdAt),
      LastUpdatedTimestamp: new Date(createdAt + 1_500),
      Status: "CREATE_COMPLETE",
      StatusMessage: "ok",
      StatusMessageCode: "SUCCESS",
      // "bus" is declared and used by no image.
      DatasetStats: { LabeledEntries: 3, TotalEntries: 5, TotalLabels: 3, ErrorEntries: 2 },
    });
  });

  test.each([
    ["CREATE_IN_PROGRESS", "The dataset is being created.", "SUCCESS"],
    ["CREATE_COMPLETE", "The dataset was successfully created from the manifest file.", "SUCCESS"],
    ["CREATE_FAILED", "The manifest file extension or contents are invalid.", "CLIENT_ERROR"],
    ["UPDATE_IN_PROGRESS", "The dataset is being updated.", "SUCCESS"],
    ["UPDATE_COMPLETE", "The dataset was successfully updated.", "SUCCESS"],
    ["UPDATE_FAILED", "The manifest file has too many terminal errors.", "CLIENT_ERROR"],
    ["DELETE_IN_PROGRESS", "The dataset is being deleted.", "SUCCESS"],
  ] as const)("says what the service says of %s where a seed does not", async (status, message, code) => {
    const emulator = await emulatorWith({ status });
    const { DatasetDescription } = await sdkClient(emulator.url).send(new DescribeDatasetCommand({ DatasetArn: arn }));
    expect(DatasetDescription).toMatchObject({ Status: status, StatusMessage: message, StatusMessageCode: code });
  });

  test("describes an error of the service in its words, where a seed gives its code alone", async () => {
    const emulator = await emulatorWith({ status: "CREATE_FAILED", statusMessageCode: "SERVICE_ERROR" });
    const { DatasetDescription } = await sdkClient(emulator.url).send(new DescribeDatasetCommand({ DatasetArn: arn }));
    expect(DatasetDescription?.StatusMessage).toBe("An internal service error occurred. Try again.");
  });

  test.each([
    ["another type", arn.replace("train", "test")],
    ["another time", `${arn}0`],
    ["another project", arn.replace("project/p", "project/q")],
    ["another account", arn.replace("111122223333", "444455556666")],
    ["another region", arn.replace("us-east-1", "eu-west-1")],
  ])("does not know a dataset of %s", async (_title, DatasetArn) => {
    const emulator = await emulatorWith({});
    for (const operation of ["DescribeDataset", "ListDatasetEntries", "ListDatasetLabels"]) {
      expect(await errorOf(emulator, operation, { DatasetArn })).toBe("ResourceNotFoundException");
    }
  });
});

describe("ListDatasetEntries", () => {
  test("gives the lines as they are, in their order, with the service's own remark", async () => {
    const emulator = await emulatorWith({ entries: images });
    const { json } = await call(emulator, "ListDatasetEntries", { DatasetArn: arn });
    expect(json).toEqual({
      DatasetEntries: images.map(({ "cl-errors": errors, ...image }, index) =>
        JSON.stringify({ ...image, "cl-metadata": { is_labeled: [0, 2, 3].includes(index) }, "cl-errors": errors }),
      ),
    });
    const line = '{ "source-ref": "s3://b/k", "cl-metadata": {} }';
    const verbatim = await emulatorWith({ entries: [line] });
    expect((await call(verbatim, "ListDatasetEntries", { DatasetArn: arn })).json["DatasetEntries"]).toEqual([line]);
  });

  test.each<readonly [string, JsonObject, string]>([
    ["one label", { ContainsLabels: ["rose"] }, "14"],
    ["any of several labels", { ContainsLabels: ["car", "rose", "nothing"] }, "134"],
    ["a label that is only declared", { ContainsLabels: ["bus"] }, ""],
    ["labelled images", { Labeled: true }, "134"],
    ["images without a label", { Labeled: false }, "25"],
    ["a part of the place", { SourceRefContains: "street/" }, "345"],
    ["a part that is elsewhere in the line", { SourceRefContains: "rose" }, ""],
    ["errors", { HasErrors: true }, "45"],
    ["errors or none", { HasErrors: false }, "12345"],
    ["all of it together", { HasErrors: true, Labeled: true, SourceRefContains: "4", ContainsLabels: ["car"] }, "4"],
  ])("filters by %s", async (_title, filter, expected) => {
    const emulator = await emulatorWith({ entries: images });
    expect(await shown(emulator, filter)).toBe(expected);
  });

  test("finds a part of a place that the line writes with escapes", async () => {
    const emulator = await emulatorWith({ entries: ['{"source-ref":"s3:\\/\\/b\\/gr\\u00fcn 7.jpg"}'] });
    expect(await shown(emulator, { SourceRefContains: "b/grün" })).toBe("7");
  });

  test("walks to every entry once, whatever the page size and the filter", async () => {
    const entries = Array.from({ length: 23 }, (_, index) => imageLine(`s3://b/${index}`, `label-${index % 3}`));
    const emulator = await emulatorWith({ entries });
    const client = sdkClient(emulator.url);
    for (const pageSize of [1, 7, 23, 100]) {
      for (const ContainsLabels of [undefined, ["label-1", "label-2"]]) {
        const seen: string[] = [];
        const input = { DatasetArn: arn, ...(ContainsLabels && { ContainsLabels }) };
        for await (const page of paginateListDatasetEntries({ client, pageSize }, input)) {
          seen.push(...(page.DatasetEntries ?? []));
        }
        const wanted = entries.filter((_, index) => ContainsLabels === undefined || index % 3 > 0);
        expect(seen.map((line) => (JSON.parse(line) as JsonObject)["source-ref"])).toEqual(
          wanted.map((line) => line["source-ref"]),
        );
      }
    }
  });

  test("refuses the token of another dataset, filter or operation", async () => {
    const entries = [imageLine("s3://b/1", "a"), imageLine("s3://b/2", "b")];
    const emulator = await start({
      account: {
        projects: [
          {
            name: "p",
            datasets: [
              { type: "TRAIN", createdAt, entries },
              { type: "TEST", createdAt, entries },
            ],
          },
        ],
      },
    });
    const { json } = await call(emulator, "ListDatasetEntries", { DatasetArn: arn, MaxResults: 1 });
    const again = { DatasetArn: arn, NextToken: json["NextToken"] };
    expect(await errorOf(emulator, "ListDatasetEntries", again)).toBeUndefined();
    const refused = "InvalidPaginationTokenException";
    expect(await errorOf(emulator, "ListDatasetEntries", { ...again, Labeled: true })).toBe(refused);
    const other = arn.replace("/train/", "/test/");
    expect(await errorOf(emulator, "ListDatasetEntries", { ...again, DatasetArn: other })).toBe(refused);
    expect(await errorOf(emulator, "ListDatasetLabels", again)).toBe(refused);
  });

  test.each<readonly [DatasetStatus, string | undefined]>([
    ["CREATE_IN_PROGRESS", "ResourceNotReadyException"],
    ["CREATE_FAILED", "ResourceNotReadyException"],
    ["UPDATE_IN_PROGRESS", "ResourceInUseException"],
    ["DELETE_IN_PROGRESS", "ResourceInUseException"],
    ["CREATE_COMPLETE", undefined],
    ["UPDATE_COMPLETE", undefined],
    ["UPDATE_FAILED", undefined],
  ])("of a dataset that is %s answers %s, and so does ListDatasetLabels", async (status, error) => {
    const emulator = await emulatorWith({ status });
    expect(await errorOf(emulator, "ListDatasetEntries", { DatasetArn: arn })).toBe(error);
    expect(await errorOf(emulator, "ListDatasetLabels", { DatasetArn: arn })).toBe(error);
    expect(await errorOf(emulator, "DescribeDataset", { DatasetArn: arn })).toBeUndefined();
  });
});

test("an empty NextToken is page one, in all five listings", async () => {
  const project = {
    name: "p",
    createdAt,
    datasets: [{ type: "TRAIN" as const, createdAt, entries: images }],
    versions: [{ name: "v" }],
    policies: [{ name: "q", document: "{}" }],
  };
  const emulator = await start({ account: { projects: [project] } });
  const ProjectArn = `arn:aws:rekognition:us-east-1:111122223333:project/p/${createdAt}`;
  for (const [operation, input] of [
    ["DescribeProjects", {}],
    ["DescribeProjectVersions", { ProjectArn }],
    ["ListProjectPolicies", { ProjectArn }],
    ["ListDatasetEntries", { DatasetArn: arn }],
    ["ListDatasetLabels", { DatasetArn: arn }],
  ] as const) {
    const first = await call(emulator, operation, input);
    const again = await call(emulator, operation, { ...input, NextToken: "" });
    expect(again.status).toBe(200);
    expect(again.json).toEqual(first.json);
    expect(Object.values(again.json).flat().length).toBeGreaterThan(0);
  }
});

describe("ListDatasetLabels", () => {
  test("counts images, in the order in which labels came up", async () => {
    const emulator = await emulatorWith({ entries: images });
    const { json } = await call(emulator, "ListDatasetLabels", { DatasetArn: arn });
    expect(json).toEqual({
      DatasetLabelDescriptions: [
        { LabelName: "rose", LabelStats: { EntryCount: 2 } },
        { LabelName: "car", LabelStats: { EntryCount: 2, BoundingBoxCount: 1 } },
        { LabelName: "bus", LabelStats: { EntryCount: 0 } },
      ],
    });
  });

  test("walks to every label once, also with names as long as they may be", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `${"東".repeat(250)}${String(index).padStart(2, "0")}`);
    const emulator = await emulatorWith({ entries: [imageLine("s3://b/1", ...names)] });
    const seen: string[] = [];
    const client = sdkClient(emulator.url);
    for await (const page of paginateListDatasetLabels({ client, pageSize: 5 }, { DatasetArn: arn })) {
      expect((page.NextToken ?? "").length).toBeLessThanOrEqual(1_024);
      seen.push(...(page.DatasetLabelDescriptions ?? []).map(({ LabelName }) => LabelName ?? ""));
    }
    expect(seen).toEqual(names);
  });
});

describe("a dataset's entries", () => {
  test("that no manifest could have are refused with their place, at once for an array", async () => {
    const entries = [imageLine("s3://b/1"), { "source-ref": 5 }];
    await expect(emulatorWith({ entries })).rejects.toThrow('project "p", dataset TRAIN: entry 1 has no source-ref');
    const bad: readonly (readonly [string | JsonObject, string])[] = [
      ["[]", "entry 0 is not a JSON object"],
      ['\u{feff}{"source-ref":"s3://b/1"}', "entry 0 is not a JSON object: it begins with a byte order mark"],
      [imageLine("https://b/1"), "entry 0 has a source-ref that is not s3://BUCKET/KEY"],
      [imageLine(`s3://b/${"s".repeat(100_001)}`), "is longer than 100000"],
    ];
    for (const [entry, message] of bad) {
      await expect(emulatorWith({ entries: [entry] })).rejects.toThrow(message);
    }
  });

  test("that are no array are read when somebody looks, once", async () => {
    let reads = 0;
    const entries = {
      *[Symbol.iterator]() {
        reads += 1;
        yield imageLine("s3://b/1");
      },
    };
    const emulator = await emulatorWith({ entries });
    await call(emulator, "DescribeProjects", {});
    expect(reads).toBe(0);
    await call(emulator, "DescribeDataset", { DatasetArn: arn });
    await call(emulator, "ListDatasetEntries", { DatasetArn: arn });
    expect(reads).toBe(1);
  });

  test("keep their counts right, whatever is put in the place of what", () => {
    const label = fc.constantFrom<string>("a", "b", "c");
    const put = fc.record({
      image: fc.integer({ min: 0, max: 5 }),
      labels: fc.uniqueArray(label),
      boxes: fc.array(label),
      errors: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(put, { maxLength: 40 }), (puts) => {
        const table = new DatasetEntries();
        const model = new Map<number, (typeof puts)[number]>();
        for (const each of puts) {
          const line = {
            ...boxLine(`s3://b/${each.image}`, ["a", "b", "c"], each.boxes),
            ...imageLine(`s3://b/${each.image}`, ...each.labels),
          };
          const entry = datasetEntry(each.errors ? withErrors(line) : line, { held: true });
          if ("bad" in entry) {
            throw new Error(entry.bad);
          }
          table.put(entry);
          model.set(each.image, each);
        }
        const all = [...model.values()];
        const has = (each: (typeof puts)[number], name: string): boolean =>
          each.labels.includes(name) || each.boxes.includes(name);
        expect(table.size).toBe(all.length);
        expect(table.errors).toBe(all.filter(({ errors }) => errors).length);
        expect(table.labeled).toBe(all.filter(({ labels, boxes }) => labels.length + boxes.length > 0).length);
        const counted = table.labels().map(({ name, entries, boxes }) => ({ name, entries, boxes }));
        expect(counted.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
          (all.length === 0 ? [] : ["a", "b", "c"]).map((name) => ({
            name,
            entries: all.filter((each) => has(each, name)).length,
            boxes: all.filter(({ boxes }) => boxes.includes(name)).length,
          })),
        );
        const filter = {
          containsLabels: ["a", "b"],
          labeled: undefined,
          sourceRefContains: undefined,
          hasErrors: true,
        };
        const order = [...model.keys()];
        expect(table.page(filter, undefined, 100).items.map((line) => /b\/(\d)/.exec(line)?.[1])).toEqual(
          order
            .filter((image) => {
              const each = model.get(image);
              return each !== undefined && each.errors && (has(each, "a") || has(each, "b"));
            })
            .map(String),
        );
      }),
    );
  });
});
