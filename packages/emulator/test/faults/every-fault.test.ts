import { DescribeProjectsCommand, type DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { expect, test } from "vitest";
import type { Fault } from "@rekognition-rx/emulator";
import { faultKinds } from "../../src/faults/fault-kinds.js";
import { post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

/** One of each fault, and what the AWS SDK makes of the second page of a walk that meets it: an error, or a page. */
const cases: { readonly [Type in Fault["type"]]: readonly [Extract<Fault, { readonly type: Type }>, unknown] } = {
  throttle: [{ type: "throttle" }, { name: "ThrottlingException", message: "Rate exceeded" }],
  "xml-throttle": [{ type: "xml-throttle" }, { name: "SyntaxError" }],
  exception: [
    { type: "exception", name: "ProvisionedThroughputExceededException" },
    { name: "ProvisionedThroughputExceededException", $fault: "client", $metadata: { httpStatusCode: 400 } },
  ],
  error: [
    { type: "error", status: 503, code: "ServiceUnavailable", message: "Later" },
    { name: "ServiceUnavailable", message: "Later", $metadata: { httpStatusCode: 503 } },
  ],
  reset: [{ type: "reset" }, { code: "ECONNRESET" }],
  truncate: [{ type: "truncate" }, { name: "SyntaxError" }],
  garble: [{ type: "garble" }, { name: "SyntaxError" }],
  "content-type": [
    { type: "content-type", value: "text/plain" },
    { names: ["b"], more: true },
  ],
  html: [{ type: "html" }, { $metadata: { httpStatusCode: 502 } }],
  hang: [{ type: "hang" }, { name: "AbortError" }],
  latency: [
    { type: "latency", ms: 1 },
    { names: ["b"], more: true },
  ],
  "empty-body": [{ type: "empty-body" }, { names: undefined, more: false }],
  token: [
    { type: "token", value: "" },
    { names: ["b"], token: "" },
  ],
  "expired-token": [{ type: "expired-token" }, { name: "InvalidPaginationTokenException" }],
  "repeated-token": [{ type: "repeated-token" }, { names: ["b"], isSame: true }],
  "cycling-tokens": [
    { type: "cycling-tokens", length: 1 },
    { names: ["b"], more: true },
  ],
  "empty-page": [{ type: "empty-page" }, { names: [], more: true }],
  "short-page": [
    { type: "short-page", size: 1 },
    { names: ["b"], more: true },
  ],
  "malformed-item": [{ type: "malformed-item" }, { names: [undefined], more: true }],
  "unknown-enum": [{ type: "unknown-enum" }, { names: ["b"], statuses: ["SOMETHING_NEW"] }],
  "unknown-member": [{ type: "unknown-member" }, { names: ["b"], statuses: ["CREATED"] }],
  "clock-skew": [{ type: "clock-skew" }, { name: "InvalidSignatureException" }],
  "expired-credentials": [{ type: "expired-credentials" }, { name: "ExpiredTokenException" }],
};

test("every fault of the documentation is among these", () => {
  expect(Object.keys(cases)).toEqual(Object.keys(faultKinds));
});

test.each(Object.values(cases))(
  "%j strikes the page of a walk that it is for, set over HTTP, and the journal names it",
  async (fault, expected) => {
    const emulator = await start({ account: { projects: [{ name: "a" }, { name: "b" }, { name: "c" }] } });
    const rule = JSON.stringify({ operation: "DescribeProjects", requests: 1, fault });
    const set = await post(emulator.url, rule, { path: "/_emulator/faults" });
    expect(set.status).toBe(200);
    const client = sdkClient(emulator.url);
    const first = await client.send(new DescribeProjectsCommand({ MaxResults: 1 }));
    expect(first.ProjectDescriptions).toHaveLength(1);
    const { NextToken = "" } = first;
    const abort = new AbortController();
    const sent = client
      .send(new DescribeProjectsCommand({ MaxResults: 1, NextToken }), { abortSignal: abort.signal })
      .then(
        (page) => seen(page, NextToken),
        (error: unknown) => error,
      );
    if (fault.type === "hang") {
      while (emulator.requests[1]?.fault === undefined) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      abort.abort();
    }
    expect(await sent).toMatchObject(expected as object);
    const journal = await fetch(`${emulator.url}/_emulator/requests`);
    const { requests } = (await journal.json()) as { readonly requests: readonly unknown[] };
    const named = fault.type === "latency" ? { latency: fault.ms } : { fault: fault.type };
    expect(requests).toMatchObject([{ latency: 0 }, { input: { MaxResults: 1, NextToken }, ...named }]);
    expect(requests[0]).not.toHaveProperty("fault");
    const after = await client.send(new DescribeProjectsCommand({ MaxResults: 1, NextToken }));
    expect(seen(after, NextToken)).toMatchObject({ names: ["b"], more: true, statuses: ["CREATED"] });
  },
);

/** What a test may ask of a page. */
function seen(page: DescribeProjectsCommandOutput, asked: string): object {
  return {
    names: page.ProjectDescriptions?.map(({ ProjectArn }) => ProjectArn?.split("/")[1]),
    statuses: page.ProjectDescriptions?.map(({ Status }) => Status),
    token: page.NextToken,
    more: page.NextToken !== undefined,
    isSame: page.NextToken === asked,
  };
}

test.each([
  ["a header", { type: "content-type", value: "a\r\nb" }],
  ["a status", { type: "error", status: 42, code: "a", message: "b" }],
] as const)("a rule in code that gives %s which cannot be sent gets that as its error", async (_title, fault) => {
  const emulator = await start({ faults: () => fault });
  const { json } = await post(emulator.url, {});
  expect(json["__type"]).toBe("FaultRuleFailed");
  expect(json["message"]).toContain("a fault rule of the emulator threw ");
  expect(emulator.requests).toMatchObject([{ status: 400, errorType: "FaultRuleFailed", fault: fault.type }]);
});

test.each([null, false, 0, "", { ProjectArn: "other" }])("the malformed item may be %j", async (value) => {
  const emulator = await start({
    account: { projects: [{ name: "a" }, { name: "b" }] },
    faults: { fault: { type: "malformed-item", index: 1, value } },
  });
  const { json } = await post(emulator.url, {});
  expect(json).toMatchObject({ ProjectDescriptions: [{ Status: "CREATED" }, value] });
});
