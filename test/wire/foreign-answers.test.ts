import { RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { describeProjects$, isListingError, type ListingError, rekognitionClient } from "@rekognition-rx/core";
import { retryThrottled } from "@rekognition-rx/operators";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lastValueFrom } from "rxjs";
import { describe, expect, onTestFinished, test } from "vitest";

/** An answer as it goes out: status, body, and headers of its own. */
type Answer = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

const PAGE: Answer = [200, JSON.stringify({ ProjectDescriptions: [] })];
const THROTTLE_IN_XML = "<ThrottlingException><message>Rate exceeded</message></ThrottlingException>";
const CUT_OFF = '{"ProjectDescriptions":[{"Pro';

/** Walks against a server that gives these answers, the last of them again and again. */
async function walk(
  answers: readonly Answer[],
  make: (config: RekognitionClientConfig) => RekognitionClient = rekognitionClient,
): Promise<{ readonly requests: number; readonly error: unknown }> {
  let requests = 0;
  const server = createServer((request, response) => {
    const [status, body, headers] = answers[Math.min(requests, answers.length - 1)] ?? PAGE;
    requests += 1;
    request.resume();
    response.writeHead(status, headers).end(body);
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = make({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  onTestFinished(() => client.destroy());
  const pages$ = describeProjects$({ client, perRequest: retryThrottled({ random: () => 0 }) });
  const error: unknown = await lastValueFrom(pages$).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { requests, error };
}

const stock = (config: RekognitionClientConfig): RekognitionClient =>
  new RekognitionClient({ ...config, maxAttempts: 1 });

describe("an answer that is none of AWS's", () => {
  test.each<[what: string, answer: Answer, says: string]>([
    [
      "a redirection to a login",
      [302, "", { location: "https://login.example/" }],
      'HTTP 302 to "https://login.example/" without an error of AWS',
    ],
    ["a redirection with a page", [302, "<html>Moved</html>"], 'HTTP 302 with "<html>Moved</html>"'],
    ["a page that forbids", [403, "<html>Forbidden by a filter</html>"], 'HTTP 403 with "<html>Forbidden by a filter'],
    ["a gateway's JSON", [403, '{"message":"Forbidden"}'], 'HTTP 403 with "Forbidden"'],
    ["a proxy that wants a password", [407, ""], "HTTP 407 without an error of AWS"],
    ["a request that is too large for a proxy", [413, "<html>too large</html>"], 'HTTP 413 with "<html>too large'],
    ["the login page of a network", [200, "\n<!DOCTYPE html><p>Welcome"], 'HTTP 200 with "\\n<!DOCTYPE html>'],
    ["a text", [404, "no such host"], 'HTTP 404 with "no such host"'],
    [
      "an error in XML",
      [403, "<ErrorResponse><Code>AccessDenied</Code></ErrorResponse>"],
      'HTTP 403 with "<ErrorResponse><Code>AccessDenied',
    ],
    ["a page about throttling", [400, "<html>Throttling</html>"], 'HTTP 400 with "<html>Throttling</html>"'],
  ])("is reported by its status and its first words, and not asked for again: %s", async (_, answer, says) => {
    const { requests, error } = await walk([answer]);
    expect(isListingError(error) && error.message).toContain(`failed at page 1: ${says}`);
    expect(String(error)).toContain("; see who answered, then carry on with resumeFrom");
    expect(String(error)).not.toContain("$response");
    expect(requests).toBe(1);
  });

  test("with a proxy's 503 is transient, and reported all the same", async () => {
    const { requests, error } = await walk([[503, "<html>busy</html>"]]);
    expect(requests).toBe(3);
    expect(String(error)).toMatch(/3 times in .*HTTP 503 with "<html>busy<\/html>": a proxy or a wrong endpoint/);
  });

  test.each([
    ["rekognitionClient", rekognitionClient, '"<html>Forbidden by a filter</html>"'],
    ["the SDK's own client, which keeps ten characters", stock, '"<html>Forb"'],
  ])("is reported with %s", async (_, make, words) => {
    const { error } = await walk([[403, "<html>Forbidden by a filter</html>"]], make);
    expect((error as ListingError).message).toContain(`HTTP 403 with ${words}: a proxy or a wrong endpoint answered`);
  });
});

describe("an answer of AWS", () => {
  test.each([
    ["a throttle in XML", [400, THROTTLE_IN_XML] as const, rekognitionClient],
    ["a throttle in XML, of which little is known", [400, THROTTLE_IN_XML] as const, stock],
    [
      "a throttle in XML of the older kind",
      [400, '<?xml version="1.0"?><ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>'] as const,
      rekognitionClient,
    ],
    ["a page that was cut off", [200, CUT_OFF] as const, rekognitionClient],
    ["a page that was cut off, of which nothing is known", [200, CUT_OFF] as const, stock],
    ["an error that was cut off", [400, '{"__type":"Thrott'] as const, rekognitionClient],
  ])("is asked for again: %s", async (_, answer, make) => {
    expect(await walk([answer, answer, PAGE], make)).toEqual({ requests: 3, error: undefined });
  });

  test("in XML is reported as what it is, when it lasts", async () => {
    const { error } = await walk([[400, THROTTLE_IN_XML]]);
    expect(String(error)).toMatch(/throttled 3 times in .*HTTP 400 with "<ThrottlingException>.*XML instead of JSON/);
  });
});

const skewed = (words: string, date: Date): Answer => [
  403,
  JSON.stringify({ __type: "InvalidSignatureException", message: `${words}: 20261128T172129Z is ...` }),
  { date: date.toUTCString() },
];

describe("a signature of another time", () => {
  test.each(["Signature expired", "Signature not yet current"])(
    "is mended by the client's own clock, once: %s",
    async (words) => {
      const answer = skewed(words, new Date());
      expect(await walk([answer, PAGE])).toEqual({ requests: 2, error: undefined });
      const { requests, error } = await walk([answer]);
      expect(requests).toBe(2);
      expect(String(error)).toContain("the clocks of this machine and of the service are more than five minutes apart");
      expect(String(error)).not.toContain("refused again");
    },
  );

  test("is found again after the clock was set right in mid-walk", async () => {
    const hour = 3_600_000;
    // The client takes the first for the time that it is, and signs for it from then on.
    const answers = [
      skewed("Signature expired", new Date(Date.now() + hour)),
      [
        200,
        JSON.stringify({ ProjectDescriptions: [], NextToken: "2" }),
        { date: new Date(Date.now() + hour).toUTCString() },
      ],
      skewed("Signature not yet current", new Date()),
      PAGE,
    ] as const;
    expect(await walk(answers)).toEqual({ requests: 4, error: undefined });
  });

  test("is no wrong key, which is not asked for again", async () => {
    const message = "The request signature we calculated does not match the signature you provided.";
    const { requests, error } = await walk([[403, JSON.stringify({ __type: "InvalidSignatureException", message })]]);
    expect(requests).toBe(1);
    expect(String(error)).toContain("the same request will be refused again");
  });
});
