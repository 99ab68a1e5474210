import {
  DescribeProjectsCommand,
  InvalidPaginationTokenException,
  RekognitionServiceException,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEmulator, type Feature, lifelikeAccount } from "@rekognition-rx/emulator";
import { post } from "../support/post.js";
import { projectSeeds } from "../support/project-seeds.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";
import { walk } from "../support/walk.js";

const bothFeatures = {
  Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] as ("CUSTOM_LABELS" | "CONTENT_MODERATION")[],
};

describe("the answer", () => {
  test("has the service's members, with times in epoch seconds", async () => {
    const emulator = await start({
      account: {
        projects: [
          {
            name: "pcb.solder-defects_v2",
            createdAt: 1_655_158_560_634,
            datasets: [
              {
                type: "TRAIN",
                createdAt: new Date(1_655_158_669_954),
                status: "CREATE_FAILED",
                statusMessage: "The manifest file contains too many invalid rows.",
                statusMessageCode: "CLIENT_ERROR",
              },
              { type: "TEST", createdAt: 1_655_158_654_491 },
            ],
          },
        ],
      },
    });
    const { status, headers, text } = await post(emulator.url, {});
    const root = "arn:aws:rekognition:us-east-1:111122223333:project/pcb.solder-defects_v2";
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(headers.get("x-amzn-requestid")).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    // As text: what is absent must be absent, and no time may be rounded.
    expect(text).toBe(
      JSON.stringify({
        ProjectDescriptions: [
          {
            ProjectArn: `${root}/1655158560634`,
            CreationTimestamp: 1655158560.634,
            Status: "CREATED",
            Datasets: [
              {
                CreationTimestamp: 1655158654.491,
                DatasetType: "TEST",
                DatasetArn: `${root}/dataset/test/1655158654491`,
                Status: "CREATE_COMPLETE",
                StatusMessage: "The dataset was successfully created from the manifest file.",
                StatusMessageCode: "SUCCESS",
              },
              {
                CreationTimestamp: 1655158669.954,
                DatasetType: "TRAIN",
                DatasetArn: `${root}/dataset/train/1655158669954`,
                Status: "CREATE_FAILED",
                StatusMessage: "The manifest file contains too many invalid rows.",
                StatusMessageCode: "CLIENT_ERROR",
              },
            ],
          },
        ],
      }),
    );
  });

  test("reaches the SDK with its dates and members", async () => {
    const emulator = await start({
      account: {
        projects: [
          { name: "uploads", createdAt: 1_655_158_560_634, feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" },
        ],
      },
    });
    const command = new DescribeProjectsCommand({ Features: ["CONTENT_MODERATION"] });
    const { ProjectDescriptions } = await sdkClient(emulator.url).send(command);
    expect(ProjectDescriptions).toEqual([
      {
        ProjectArn: "arn:aws:rekognition:us-east-1:111122223333:project/uploads/1655158560634",
        CreationTimestamp: new Date(1_655_158_560_634),
        Status: "CREATED",
        Datasets: [],
        Feature: "CONTENT_MODERATION",
        AutoUpdate: "ENABLED",
      },
    ]);
  });

  test("is an empty list for an account without projects", async () => {
    const emulator = await start();
    expect((await post(emulator.url, {})).text).toBe(`{"ProjectDescriptions":[]}`);
  });

  test("has 100 projects at most when no number is asked for", async () => {
    const emulator = await start({ account: lifelikeAccount() });
    const pages = await walk(sdkClient(emulator.url), bothFeatures);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 40]);
  });

  test("has no token when the last page is full", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }, { name: "b" }] } });
    const { json } = await post(emulator.url, { MaxResults: 2 });
    expect(json).not.toHaveProperty("NextToken");
  });
});

describe("the filters", () => {
  const account = {
    projects: [
      { name: "labels-1" },
      { name: "moderation", feature: "CONTENT_MODERATION" as const },
      { name: "labels-2" },
    ],
  };
  const names = async (input: unknown): Promise<string[]> => {
    const emulator = await start({ account });
    const { json } = await post(emulator.url, input);
    const projects = json["ProjectDescriptions"] as readonly { readonly ProjectArn: string }[];
    return projects.map(({ ProjectArn }) => ProjectArn.split("/")[1] ?? "");
  };

  test("show Custom Labels alone unless asked otherwise", async () => {
    expect(await names({})).toEqual(["labels-1", "labels-2"]);
    expect(await names({ Features: ["CONTENT_MODERATION"] })).toEqual(["moderation"]);
    expect(await names({ Features: ["CONTENT_MODERATION", "CUSTOM_LABELS"] })).toEqual([
      "labels-1",
      "moderation",
      "labels-2",
    ]);
  });

  test("take names in any order, pass over unknown ones, and hold together with the features", async () => {
    const ProjectNames = ["labels-2", "nobody", "moderation", "labels-1", "labels-2"];
    expect(await names({ ProjectNames })).toEqual(["labels-1", "labels-2"]);
    expect(await names({ ProjectNames, Features: ["CONTENT_MODERATION"] })).toEqual(["moderation"]);
  });

  test("count null as absent and pass over unknown members", async () => {
    expect(await names({ Features: null, NextToken: null, Colour: "red" })).toEqual(["labels-1", "labels-2"]);
  });

  test("apply to each page of a walk", async () => {
    const emulator = await start({ account });
    const client = sdkClient(emulator.url);
    const pages = await walk(client, { ...bothFeatures, MaxResults: 1, ProjectNames: ["labels-2", "moderation"] });
    expect(pages.map((page) => page.map((arn) => arn.split("/")[1]))).toEqual([["moderation"], ["labels-2"]]);
  });
});

describe("the constraints", () => {
  const one = "1 validation error detected: ";
  const longName = "n".repeat(256);
  const cases: readonly (readonly [title: string, input: unknown, type: string, message: string])[] = [
    [
      "MaxResults of 0",
      { MaxResults: 0 },
      "ValidationException",
      `${one}Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    ],
    [
      "MaxResults of 101",
      { MaxResults: 101 },
      "ValidationException",
      `${one}Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100`,
    ],
    [
      "MaxResults as text",
      { MaxResults: "5" },
      "SerializationException",
      "STRING_VALUE can not be converted to an Integer",
    ],
    [
      "MaxResults with a fraction",
      { MaxResults: 1.5 },
      "SerializationException",
      "DECIMAL_VALUE can not be converted to an Integer",
    ],
    [
      "MaxResults over 32 bits",
      { MaxResults: 2 ** 32 + 5 },
      "SerializationException",
      "NUMBER_VALUE can not be converted to an Integer",
    ],
    [
      "MaxResults as a flag",
      { MaxResults: true },
      "SerializationException",
      "TRUE_VALUE can not be converted to an Integer",
    ],
    [
      "a token that is too long",
      { NextToken: "t".repeat(1_025) },
      "ValidationException",
      `${one}Value '${"t".repeat(1_025)}' at 'nextToken' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    ],
    [
      "a token that is a number",
      { NextToken: 7 },
      "SerializationException",
      "NUMBER_VALUE can not be converted to a String",
    ],
    ["a token of another making", { NextToken: "abc" }, "InvalidPaginationTokenException", "Invalid Pagination Token"],
    [
      "no names in the list",
      { ProjectNames: [] },
      "ValidationException",
      `${one}Value '[]' at 'projectNames' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      "eleven names",
      { ProjectNames: Array.from("abcdefghijk") },
      "ValidationException",
      `${one}Value '[${Array.from("abcdefghijk").join(", ")}]' at 'projectNames' failed to satisfy constraint: Member must have length less than or equal to 10`,
    ],
    [
      "a name with a space",
      { ProjectNames: ["good", "not good"] },
      "ValidationException",
      `${one}Value '[good, not good]' at 'projectNames' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z0-9_.\\-]+]`,
    ],
    [
      "an empty name",
      { ProjectNames: [""] },
      "ValidationException",
      `${one}Value '[]' at 'projectNames' failed to satisfy constraint: Member must satisfy constraint: [Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-zA-Z0-9_.\\-]+]`,
    ],
    [
      "a name of 256 characters",
      { ProjectNames: [longName] },
      "ValidationException",
      `${one}Value '[${longName}]' at 'projectNames' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255]`,
    ],
    [
      "names that are no list",
      { ProjectNames: "a" },
      "SerializationException",
      "STRING_VALUE can not be converted to a List",
    ],
    [
      "a name that is a list",
      { ProjectNames: [["a"]] },
      "SerializationException",
      "Start of list found where not expected",
    ],
    [
      "names that are an object",
      { ProjectNames: {} },
      "SerializationException",
      "Start of structure or map found where not expected.",
    ],
    [
      "a null among the names",
      { ProjectNames: [null] },
      "SerializationException",
      "NULL_VALUE can not be converted to a String",
    ],
    [
      "a feature that is none",
      { Features: ["FACES"] },
      "ValidationException",
      `${one}Value '[FACES]' at 'features' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [CONTENT_MODERATION, CUSTOM_LABELS]]`,
    ],
    [
      "three features",
      { Features: ["CUSTOM_LABELS", "CUSTOM_LABELS", "CUSTOM_LABELS"] },
      "ValidationException",
      `${one}Value '[CUSTOM_LABELS, CUSTOM_LABELS, CUSTOM_LABELS]' at 'features' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      "two mistakes",
      { MaxResults: -1, Features: [] },
      "ValidationException",
      "2 validation errors detected: Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
        "Value '[]' at 'features' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ];

  test.each(cases)("refuse %s", async (_title, input, type, message) => {
    const emulator = await start({ account: { projects: [{ name: "a" }] } });
    const { status, json } = await post(emulator.url, input);
    expect({ status, ...json }).toMatchObject({ status: 400, __type: type, message });
  });

  test.each([
    ["MaxResults of 1 and of 100", [{ MaxResults: 1 }, { MaxResults: 100 }]],
    ["ten names of up to 255 characters", [{ ProjectNames: Array.from("abcdefghi").concat("n".repeat(255)) }]],
    ["both features", [{ Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }]],
  ])("let pass %s", async (_title, inputs) => {
    const emulator = await start({ account: { projects: [{ name: "a" }] } });
    for (const input of inputs) {
      expect((await post(emulator.url, input)).status).toBe(200);
    }
  });

  test("reach the SDK as exceptions with the service's name and message", async () => {
    const emulator = await start();
    const refused = sdkClient(emulator.url).send(new DescribeProjectsCommand({ MaxResults: 101 }));
    const error: unknown = await refused.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RekognitionServiceException);
    expect(error).toHaveProperty("name", "ValidationException");
    expect(error).toHaveProperty("message", expect.stringContaining("'maxResults'"));
  });
});

describe("a walk", () => {
  test("of any page size delivers every project once, by creation time and then ARN", async () => {
    await fc.assert(
      fc.asyncProperty(
        projectSeeds(60),
        fc.integer({ min: 1, max: 25 }),
        fc.subarray<Feature>(["CUSTOM_LABELS", "CONTENT_MODERATION"], { minLength: 1 }),
        async (projects, MaxResults, Features) => {
          const emulator = await createEmulator({ account: { projects } });
          try {
            const pages: string[][] = [];
            let NextToken: unknown;
            do {
              const { json } = await post(emulator.url, { MaxResults, Features, NextToken });
              pages.push((json["ProjectDescriptions"] as { ProjectArn: string }[]).map((each) => each.ProjectArn));
              NextToken = json["NextToken"];
            } while (NextToken !== undefined);
            const expected = projects
              .filter(({ feature }) => feature !== undefined && Features.includes(feature))
              .map(({ name, createdAt }) => `${prefix}${name}/${Number(createdAt)}`)
              .toSorted((a, b) => created(a) - created(b) || (a < b ? -1 : 1));
            expect(pages.flat()).toEqual(expected);
            expect(pages.slice(0, -1).every((page) => page.length === MaxResults)).toBe(true);
          } finally {
            await emulator.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("neither repeats nor loses the projects that stay, whatever comes and goes meanwhile", async () => {
    const change = fc.record({ remove: fc.nat({ max: 59 }), add: projectSeeds(3) });
    await fc.assert(
      fc.asyncProperty(
        projectSeeds(60),
        fc.integer({ min: 1, max: 9 }),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        async (projects, MaxResults, changes) => {
          const emulator = await createEmulator({ account: { projects } });
          try {
            const shelf = emulator.projects();
            const staying = new Set(shelf.arns());
            let step = 0;
            const seen: string[] = [];
            let NextToken: unknown;
            do {
              const { json } = await post(emulator.url, { ...bothFeatures, MaxResults, NextToken });
              seen.push(...(json["ProjectDescriptions"] as { ProjectArn: string }[]).map((each) => each.ProjectArn));
              NextToken = json["NextToken"];
              const now = changes[step++ % changes.length];
              const gone = shelf.arns()[now?.remove ?? 0];
              if (gone !== undefined && step <= changes.length) {
                shelf.remove(gone);
                staying.delete(gone);
              }
              for (const seed of step <= changes.length ? (now?.add ?? []) : []) {
                // A name that was there is another project now: it did not stay.
                for (const arn of staying) {
                  if (arn.startsWith(`${prefix}${seed.name}/`)) {
                    staying.delete(arn);
                  }
                }
                shelf.put({ ...seed, createdAt: Number(seed.createdAt) + 1 });
              }
            } while (NextToken !== undefined);
            expect(new Set(seen).size).toBe(seen.length);
            expect([...staying].filter((arn) => !seen.includes(arn))).toEqual([]);
          } finally {
            await emulator.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("may change its page size on the way", async () => {
    const emulator = await start({ account: { projects: Array.from("abcdef").map((name) => ({ name })) } });
    const first = await post(emulator.url, { MaxResults: 1 });
    const second = await post(emulator.url, { MaxResults: 5, NextToken: first.json["NextToken"] });
    expect(second.json["ProjectDescriptions"]).toHaveLength(5);
    expect(second.json).not.toHaveProperty("NextToken");
  });

  test("ends when nothing is left after its token", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }, { name: "b" }] } });
    const { json } = await post(emulator.url, { MaxResults: 1 });
    emulator.projects().remove("b");
    const last = await post(emulator.url, { MaxResults: 1, NextToken: json["NextToken"] });
    expect(last.json).toEqual({ ProjectDescriptions: [] });
  });
});

describe("a token", () => {
  test("with any character changed, added or taken away is refused", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }, { name: "b" }] } });
    const token = (await post(emulator.url, { MaxResults: 1 })).json["NextToken"] as string;
    const characters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. ");
    const forged = fc
      .tuple(
        fc.nat({ max: token.length - 1 }),
        fc.constantFrom(...characters),
        fc.constantFrom("change", "add", "take"),
      )
      .map(([at, character, how]) => {
        if (how === "take") {
          return token.slice(0, at) + token.slice(at + 1);
        }
        return token.slice(0, at) + character + token.slice(how === "add" ? at : at + 1);
      })
      .filter((text) => text !== token);
    // The last character of base64 has bits to spare: all of its spellings, for certain.
    const examples = characters
      .map((last): [string] => [`${token.slice(0, -1)}${last}`])
      .filter(([text]) => text !== token);
    await fc.assert(
      fc.asyncProperty(forged, async (NextToken) => {
        const { status, json } = await post(emulator.url, { NextToken });
        expect({ status, type: json["__type"] }).toEqual({ status: 400, type: "InvalidPaginationTokenException" });
      }),
      { numRuns: 300, examples },
    );
    expect((await post(emulator.url, { NextToken: token })).status).toBe(200);
  });

  test("is refused to another emulator, account, region or filter", async () => {
    const projects = Array.from("abcdef").map((name) => ({ name }));
    const accounts = [{ projects }, { projects, region: "eu-west-1" }, { projects, accountId: "444455556666" }];
    const emulator = await start({ accounts, accessKeys: { AKIDOTHER: "444455556666" } });
    const { NextToken } = await sdkClient(emulator.url).send(new DescribeProjectsCommand({ MaxResults: 2 }));
    const next = new DescribeProjectsCommand({ MaxResults: 2, NextToken });
    const strangers = [
      sdkClient((await start({ accounts })).url).send(next),
      sdkClient(emulator.url, { region: "eu-west-1" }).send(next),
      sdkClient(emulator.url, { accessKeyId: "AKIDOTHER" }).send(next),
      sdkClient(emulator.url).send(new DescribeProjectsCommand({ ...bothFeatures, NextToken })),
      sdkClient(emulator.url).send(new DescribeProjectsCommand({ ProjectNames: ["a"], NextToken })),
    ];
    for (const outcome of await Promise.allSettled(strangers)) {
      expect(outcome).toHaveProperty("reason", expect.any(InvalidPaginationTokenException));
    }
    expect((await sdkClient(emulator.url).send(next)).ProjectDescriptions).toHaveLength(2);
  });

  test("is good for every order of the same filter", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }, { name: "b" }] } });
    const first = await post(emulator.url, { ...bothFeatures, MaxResults: 1, ProjectNames: ["a", "b"] });
    const second = await post(emulator.url, {
      Features: ["CONTENT_MODERATION", "CUSTOM_LABELS"],
      ProjectNames: ["b", "a"],
      NextToken: first.json["NextToken"],
    });
    expect(second.json["ProjectDescriptions"]).toHaveLength(1);
  });

  test("is never longer than the service allows", async () => {
    const name = "n".repeat(255);
    const emulator = await start({ account: { projects: [{ name: `${name.slice(1)}a` }, { name }] } });
    const { json } = await post(emulator.url, { MaxResults: 1 });
    expect((json["NextToken"] as string).length).toBeLessThanOrEqual(1_024);
  });
});

const prefix = "arn:aws:rekognition:us-east-1:111122223333:project/";

function created(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf("/") + 1));
}
