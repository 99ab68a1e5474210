import {
  DescribeProjectsCommand,
  type DescribeProjectsCommandOutput,
  paginateDescribeProjects,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Emulator, Fault } from "@rekognition-rx/emulator";
import { call } from "../support/call.js";
import { authorization, post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";
import { serviceModel } from "../support/service-model.js";

const account = { projects: ["a", "b", "c", "d", "e"].map((name) => ({ name })) };

/** What the SDK makes of a request that meets a fault. */
async function outcome(emulator: Emulator, input: { MaxResults?: number; NextToken?: string } = {}): Promise<unknown> {
  return sdkClient(emulator.url)
    .send(new DescribeProjectsCommand(input))
    .catch((error: unknown) => error);
}

const jsonHeaders = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "RekognitionService.DescribeProjects",
};

function withFault(fault: Fault): Promise<Emulator> {
  return start({ account, faults: { fault } });
}

function namesOf(page: DescribeProjectsCommandOutput): (string | undefined)[] {
  return (page.ProjectDescriptions ?? []).map(({ ProjectArn }) => ProjectArn?.split("/")[1]);
}

describe("a reset", () => {
  test("in the middle of the body comes after the headers, and what was asked for is done", async () => {
    const emulator = await start({ faults: { fault: { type: "reset", when: "middle" } } });
    const create = call(emulator, "CreateProject", { ProjectName: "made" });
    await expect(create).rejects.toThrow("terminated");
    expect(emulator.projects().size).toBe(1);
    expect(emulator.requests).toMatchObject([{ status: 200, fault: "reset" }]);
  });

  test("after the answer leaves nothing to send the next request on", async () => {
    const emulator = await withFault({ type: "reset", when: "after" });
    const answers: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      answers.push(await post(emulator.url, {}).catch(() => "reset"));
    }
    expect(emulator.requests).toHaveLength(3);
    expect(emulator.requests.every(({ status, fault }) => status === 200 && fault === "reset")).toBe(true);
    emulator.setFaults(undefined);
    expect((await post(emulator.url, {})).status).toBe(200);
  });

  test("before the answer does nothing of what was asked for", async () => {
    const emulator = await start({ faults: { fault: { type: "reset" } } });
    await expect(call(emulator, "CreateProject", { ProjectName: "made" })).rejects.toThrow("fetch failed");
    expect(emulator.projects().size).toBe(0);
  });
});

describe("an answer that is none", () => {
  test("garbled JSON has its full length and does not parse", async () => {
    const emulator = await withFault({ type: "garble" });
    const whole = await start({ account });
    const init = { method: "POST", body: "{}", headers: { ...jsonHeaders, authorization: authorization() } };
    const [good, bad] = await Promise.all([fetch(whole.url, init), fetch(emulator.url, init)]);
    const [goodText, badText] = await Promise.all([good.text(), bad.text()]);
    expect(bad.status).toBe(200);
    expect(badText).toHaveLength(goodText.length);
    expect(() => JSON.parse(badText) as unknown).toThrow(SyntaxError);
    expect(await outcome(emulator)).toBeInstanceOf(SyntaxError);
  });

  test("has the content type that it is given", async () => {
    const emulator = await withFault({ type: "content-type", value: "text/plain" });
    const { headers, json } = await post(emulator.url, {});
    expect(headers.get("content-type")).toBe("text/plain");
    expect(json["ProjectDescriptions"]).toHaveLength(5);
  });

  test.each([
    [{ type: "html" }, 502],
    [{ type: "html", status: 504 }, 504],
    [{ type: "html", status: 200 }, 200],
  ] as const)("is a page of a proxy: %j", async (fault, status) => {
    const emulator = await withFault(fault);
    const reply = await post(emulator.url, {});
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toBe("text/html");
    expect(reply.text).toMatch(/^<html>/);
    expect(await outcome(emulator)).toBeInstanceOf(Error);
    expect(emulator.requests[0]).toMatchObject({ status, fault: "html" });
  });
});

describe("an exception by its name", () => {
  const modelled = [...new Set(Object.values(serviceModel).flatMap(({ errors }) => errors))];
  test.each(modelled)("is the SDK's %s, with its status", async (name) => {
    const emulator = await withFault({ type: "exception", name, message: "on demand" });
    const error = await outcome(emulator);
    // The SDK has a class for it.
    expect((error as object).constructor.name).toBe(name);
    const httpStatusCode = name === "InternalServerError" ? 500 : 400;
    expect(error).toMatchObject({ name, message: "on demand", $metadata: { httpStatusCode } });
    expect(emulator.requests).toMatchObject([{ errorType: name, fault: "exception" }]);
  });

  test("of credentials that expire in the middle of a walk ends it", async () => {
    const emulator = await start({
      account,
      faults: { requests: { from: 2 }, fault: { type: "expired-credentials" } },
    });
    const names: unknown[] = [];
    const walk = async (): Promise<void> => {
      const client = sdkClient(emulator.url);
      for await (const page of paginateDescribeProjects({ client, pageSize: 2 }, {})) {
        names.push(...namesOf(page));
      }
    };
    await expect(walk()).rejects.toMatchObject({ name: "ExpiredTokenException" });
    expect(names).toEqual(["a", "b", "c", "d"]);
  });

  test("of a clock that is behind lets the SDK correct its own", async () => {
    const emulator = await start({ account, faults: { times: 1, fault: { type: "clock-skew", ms: 3_600_000 } } });
    const client = new RekognitionClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 2,
    });
    onTestFinished(() => client.destroy());
    const signedAt: number[] = [];
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { readonly headers: Readonly<Record<string, string>> };
        const amzDate = headers["x-amz-date"] ?? "";
        signedAt.push(Date.parse(amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5")));
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    expect(namesOf(await client.send(new DescribeProjectsCommand({})))).toHaveLength(5);
    expect(emulator.requests).toMatchObject([{ errorType: "InvalidSignatureException" }, { status: 200 }]);
    const [first = 0, second = 0] = signedAt;
    expect(second - first).toBeGreaterThan(3_000_000);
  });
});

const walk = async (emulator: Emulator, pages: number): Promise<{ names: unknown[]; tokens: unknown[] }> => {
  const names: unknown[] = [];
  const tokens: unknown[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const input = { MaxResults: 1, ...(NextToken === undefined ? {} : { NextToken }) };
    const output = (await outcome(emulator, input)) as DescribeProjectsCommandOutput;
    names.push(...namesOf(output));
    tokens.push(output.NextToken);
    ({ NextToken } = output);
  }
  return { names, tokens };
};

describe("tokens", () => {
  test("expire for a request that has one, and not for the first", async () => {
    const emulator = await withFault({ type: "expired-token" });
    const first = (await outcome(emulator, { MaxResults: 1 })) as DescribeProjectsCommandOutput;
    expect(namesOf(first)).toEqual(["a"]);
    const NextToken = first.NextToken ?? "";
    expect(await outcome(emulator, { NextToken })).toMatchObject({ name: "InvalidPaginationTokenException" });
  });

  test("repeat", async () => {
    const emulator = await withFault({ type: "repeated-token" });
    const { names, tokens } = await walk(emulator, 4);
    expect(names).toEqual(["a", "b", "b", "b"]);
    expect(new Set(tokens).size).toBe(1);
  });

  test("cycle", async () => {
    const emulator = await withFault({ type: "cycling-tokens", length: 3 });
    const { names, tokens } = await walk(emulator, 8);
    expect(names).toEqual(["a", "b", "c", "d", "b", "c", "d", "b"]);
    expect(new Set(tokens).size).toBe(3);
    expect(tokens.slice(0, 3)).toEqual(tokens.slice(3, 6));
  });

  test.each(["", null])("are what the test says: %j", async (value) => {
    const emulator = await withFault({ type: "token", value });
    const { json } = await post(emulator.url, { MaxResults: 1 });
    expect(json["NextToken"]).toBe(value ?? undefined);
  });
});

describe("pages", () => {
  test.each([0, 1, 2])(
    "without items at request %d lead on by a token of their own, and nothing is lost",
    async (index) => {
      const emulator = await start({ account, faults: { requests: index, fault: { type: "empty-page" } } });
      const pages: unknown[] = [];
      const tokens: unknown[] = [];
      const client = sdkClient(emulator.url);
      for await (const page of paginateDescribeProjects({ client, pageSize: 2 }, {})) {
        pages.push(namesOf(page));
        tokens.push(page.NextToken);
      }
      const expected: string[][] = [["a", "b"], ["c", "d"], ["e"]];
      expected.splice(index, 0, []);
      expect(pages).toEqual(expected);
      expect(new Set(tokens).size).toBe(4);
    },
  );

  test("without items one after the other have different tokens", async () => {
    const emulator = await start({ account, faults: { requests: [0, 1, 2], fault: { type: "empty-page" } } });
    const pages: unknown[] = [];
    const tokens: unknown[] = [];
    for await (const page of paginateDescribeProjects({ client: sdkClient(emulator.url) }, {})) {
      pages.push(namesOf(page));
      tokens.push(page.NextToken);
    }
    expect(pages).toEqual([[], [], [], ["a", "b", "c", "d", "e"]]);
    expect(new Set(tokens).size).toBe(4);
  });

  test("are shorter than asked for, in every listing", async () => {
    const emulator = await start({
      account: {
        projects: [
          {
            name: "a",
            createdAt: 5,
            versions: [{ name: "v" }, { name: "w" }],
            policies: [
              { name: "p", document: "{}" },
              { name: "q", document: "{}" },
            ],
            datasets: [
              { type: "TRAIN", createdAt: 6, entries: ['{"source-ref":"s3://b/1"}', '{"source-ref":"s3://b/2"}'] },
            ],
          },
          { name: "b" },
        ],
      },
      faults: { fault: { type: "short-page", size: 1 } },
    });
    const root = "arn:aws:rekognition:us-east-1:111122223333:project/a";
    for (const [operation, input, member] of [
      ["DescribeProjects", {}, "ProjectDescriptions"],
      ["DescribeProjectVersions", { ProjectArn: `${root}/5` }, "ProjectVersionDescriptions"],
      ["ListProjectPolicies", { ProjectArn: `${root}/5` }, "ProjectPolicies"],
      ["ListDatasetEntries", { DatasetArn: `${root}/dataset/train/6` }, "DatasetEntries"],
    ] as const) {
      const { json } = await call(emulator, operation, input);
      expect(json[member]).toHaveLength(1);
      const { json: rest } = await call(emulator, operation, { ...input, NextToken: json["NextToken"] });
      expect(rest[member]).toHaveLength(1);
      expect(rest["NextToken"]).toBeUndefined();
    }
  });
});

describe("what no model knows", () => {
  test("is a value of every member of a name, however deep", async () => {
    const emulator = await start({
      account: { projects: [{ name: "a", datasets: [{ type: "TRAIN" }] }] },
      faults: { fault: { type: "unknown-enum" } },
    });
    expect(await outcome(emulator)).toMatchObject({
      ProjectDescriptions: [{ Status: "SOMETHING_NEW", Datasets: [{ Status: "SOMETHING_NEW", DatasetType: "TRAIN" }] }],
    });
    emulator.setFaults({ fault: { type: "unknown-enum", member: "DatasetType", value: "VALIDATION" } });
    expect(await outcome(emulator)).toMatchObject({
      ProjectDescriptions: [{ Datasets: [{ DatasetType: "VALIDATION" }] }],
    });
  });

  test("is a member of the output and of its items", async () => {
    const emulator = await withFault({ type: "unknown-member", name: "Colour", value: "red" });
    const { json } = await post(emulator.url, { MaxResults: 1 });
    expect(json).toMatchObject({ Colour: "red", ProjectDescriptions: [{ Colour: "red" }] });
    expect(await outcome(emulator)).not.toHaveProperty("Colour");
  });

  test("leaves errors as they are", async () => {
    const emulator = await withFault({ type: "unknown-member" });
    expect((await post(emulator.url, { MaxResults: 0 })).json).not.toHaveProperty("SomethingNew");
  });
});

test("an outage ends when its time is over, by the emulator's clock", async () => {
  const emulator = await start({ clock: () => 1_000_000 });
  const outage = { region: "us-east-1", between: { from: 1_005_000, until: 1_010_000 }, fault: { type: "throttle" } };
  const body = JSON.stringify(outage);
  expect((await fetch(`${emulator.url}/_emulator/faults`, { method: "POST", body })).status).toBe(200);
  const seen: number[] = [];
  for (let step = 0; step < 5; step += 1) {
    seen.push((await post(emulator.url, {})).status);
    emulator.advance(2_500);
  }
  expect(seen).toEqual([200, 200, 400, 400, 200]);
});

test("a throttle says when to ask again, and one in XML is a throttle of the journal all the same", async () => {
  const emulator = await start({ faults: { fault: { type: "throttle", retryAfter: 3, headers: { "X-Shed": "1" } } } });
  const throttled = await post(emulator.url, {});
  expect(Object.fromEntries(throttled.headers)).toMatchObject({ "retry-after": "3", "x-shed": "1" });
  emulator.setFaults({ fault: { type: "xml-throttle" } });
  const { status, headers, text } = await post(emulator.url, {});
  expect({ status, type: headers.get("content-type") }).toEqual({ status: 400, type: "text/xml" });
  expect(text).toContain("<Code>ThrottlingException</Code>");
  expect(emulator.requests.at(-1)).toMatchObject({ errorType: "ThrottlingException", fault: "xml-throttle" });
});

test("a malformed item leaves the others of its page good", async () => {
  const entries = ["s3://b/1", "s3://b/2"].map((sourceRef) => ({ "source-ref": sourceRef }));
  const datasets = [{ type: "TRAIN" as const, createdAt: 6, entries }];
  const projects = ["a", "b", "c"].map((name) => ({ name, createdAt: 5, datasets }));
  const emulator = await start({ account: { projects } });
  const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/dataset/train/6";
  const good = (await post(emulator.url, {})).json["ProjectDescriptions"] as readonly unknown[];
  const lines = (await call(emulator, "ListDatasetEntries", { DatasetArn })).json[
    "DatasetEntries"
  ] as readonly string[];
  emulator.setFaults({ fault: { type: "malformed-item", index: 1 } });
  const { ProjectDescriptions: projectsNow } = (await post(emulator.url, {})).json;
  expect(projectsNow).toMatchObject([good[0], { ProjectArn: "malformed", Status: "CREATED" }, good[2]]);
  const { DatasetEntries: linesNow } = (await call(emulator, "ListDatasetEntries", { DatasetArn })).json;
  expect(linesNow).toEqual([lines[0], lines[1]?.slice(0, Math.ceil((lines[1]?.length ?? 0) / 2))]);
  expect((): unknown => JSON.parse((linesNow as readonly string[])[1] ?? "")).toThrow(SyntaxError);
  emulator.setFaults({ fault: { type: "malformed-item", index: 2, value: 5 } });
  expect((await post(emulator.url, {})).json["ProjectDescriptions"]).toEqual([good[0], good[1], 5]);
  emulator.setFaults({ fault: { type: "malformed-item", index: 3 } });
  expect((await post(emulator.url, {})).json["ProjectDescriptions"]).toEqual(good);
});
