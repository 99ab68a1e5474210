import { DescribeProjectsCommand, RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Emulator, EmulatorCredentials } from "@rekognition-rx/emulator";
import { post } from "../support/post.js";
import { start } from "../support/start.js";

const good = { accessKeyId: "AKIDGOOD", secretAccessKey: "secret/with+signs" };

/** What the SDK, signing with some credentials, gets for an answer. */
async function outcome(emulator: Emulator, config: RekognitionClientConfig): Promise<string> {
  const client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", maxAttempts: 1, ...config });
  onTestFinished(() => client.destroy());
  try {
    const page = await client.send(new DescribeProjectsCommand({}));
    return `OK ${page.ProjectDescriptions?.length}`;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function withCredentials(...credentials: readonly EmulatorCredentials[]): Promise<Emulator> {
  return start({ credentials, account: { projects: [{ name: "a" }] } });
}

describe("an emulator that knows which credentials are good", () => {
  test("takes what the SDK signs with them", async () => {
    const emulator = await withCredentials(good);
    expect(await outcome(emulator, { credentials: good })).toBe("OK 1");
  });

  test("refuses another secret", async () => {
    const emulator = await withCredentials(good);
    const credentials = { ...good, secretAccessKey: "secret" };
    expect(await outcome(emulator, { credentials })).toMatch(
      /^InvalidSignatureException: The request signature we calculated does not match/,
    );
  });

  test("refuses a key that it does not know, and counts no request of it", async () => {
    const emulator = await withCredentials(good);
    const credentials = { ...good, accessKeyId: "AKIDOTHER" };
    const refused = "UnrecognizedClientException: The security token included in the request is invalid.";
    expect(await outcome(emulator, { credentials })).toBe(refused);
    expect(emulator.requests).toMatchObject([{ errorType: "UnrecognizedClientException", status: 400 }]);
  });

  test("asks for the session token of temporary credentials, and takes none for others", async () => {
    const temporary = { ...good, accessKeyId: "ASIATEMP", sessionToken: "token" };
    const emulator = await withCredentials(good, temporary);
    expect(await outcome(emulator, { credentials: temporary })).toBe("OK 1");
    const refused = /^UnrecognizedClientException/;
    expect(await outcome(emulator, { credentials: { ...temporary, sessionToken: "other" } })).toMatch(refused);
    expect(await outcome(emulator, { credentials: { ...good, accessKeyId: "ASIATEMP" } })).toMatch(refused);
    expect(await outcome(emulator, { credentials: { ...good, sessionToken: "token" } })).toMatch(refused);
  });

  test("lets them expire by its own clock", async () => {
    const emulator = await withCredentials({ ...good, expiresAt: Date.now() + 60_000 });
    expect(await outcome(emulator, { credentials: good })).toBe("OK 1");
    emulator.advance(60_000);
    expect(await outcome(emulator, { credentials: good })).toBe(
      "ExpiredTokenException: The security token included in the request is expired",
    );
  });

  test.each([
    [-6, /^InvalidSignatureException: Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z/],
    [6, /^InvalidSignatureException: Signature not yet current: \d{8}T\d{6}Z is still later than/],
    [-4, /^OK 1$/],
    [4, /^OK 1$/],
  ])("answers a client whose clock is off by %d minutes as AWS does", async (minutes, expected) => {
    const emulator = await withCredentials(good);
    const systemClockOffset = minutes * 60_000;
    expect(await outcome(emulator, { credentials: good, systemClockOffset })).toMatch(expected);
  });

  test("knows the account by them", async () => {
    const emulator = await withCredentials({ ...good, accountId: "444455556666" });
    expect(await outcome(emulator, { credentials: good })).toBe("OK 0");
    expect(emulator.requests).toMatchObject([{ accountId: "444455556666" }]);
  });

  test("knows them from a seed, while it runs, and until it is reset", async () => {
    const emulator = await start();
    const other = { ...good, secretAccessKey: "other" };
    // Not `good` itself, to which the SDK adds members of its own.
    const { accessKeyId, secretAccessKey } = good;
    const seeded = { accessKeyId, secretAccessKey, accountId: "444455556666", expiresAt: "2100-01-01T00:00:00Z" };
    const seed = async (credentials: unknown): Promise<number> => {
      const accounts = [{ accountId: "444455556666", projects: [{ name: "a" }] }];
      const body = JSON.stringify({ accounts, credentials });
      return (await fetch(`${emulator.url}/_emulator/seed`, { method: "POST", body })).status;
    };
    expect(await seed([seeded])).toBe(200);
    expect(await outcome(emulator, { credentials: good })).toBe("OK 1");
    expect(await outcome(emulator, { credentials: other })).toMatch(/^InvalidSignatureException/);
    // A seed without any leaves them; a bad one changes nothing.
    expect(await seed(undefined)).toBe(200);
    expect(await seed([{ accessKeyId: "a b", secretAccessKey: "c" }])).toBe(400);
    expect(await outcome(emulator, { credentials: other })).toMatch(/^InvalidSignatureException/);
    emulator.advance(Date.UTC(2101, 0) - emulator.now());
    expect(await outcome(emulator, { credentials: good })).toMatch(/^ExpiredTokenException/);
    emulator.reset();
    expect(await outcome(emulator, { credentials: other })).toBe("OK 0");
  });

  test("refuses a body that was changed on its way, and half a signature", async () => {
    const emulator = await withCredentials(good);
    const client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials: good });
    onTestFinished(() => client.destroy());
    let headers: Record<string, string> = {};
    client.middlewareStack.add(
      (next) => (args) => {
        ({ headers } = args.request as { headers: Record<string, string> });
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    await client.send(new DescribeProjectsCommand({ MaxResults: 5 }));
    const { host: _, "content-length": __, ...signed } = headers;
    expect((await post(emulator.url, '{"MaxResults":5}', { headers: signed })).status).toBe(200);
    const changed = await post(emulator.url, '{"MaxResults":6}', { headers: signed });
    expect(changed.json["__type"]).toBe("InvalidSignatureException");
    const authorization = signed["authorization"]?.replace(/, Signature=.*/, "");
    const half = await post(emulator.url, '{"MaxResults":5}', { headers: { ...signed, authorization } });
    expect(half.json["__type"]).toBe("IncompleteSignatureException");
    const loose = signed["authorization"]?.replace("host;", "");
    const noHost = await post(emulator.url, '{"MaxResults":5}', { headers: { ...signed, authorization: loose } });
    expect(noHost.json["message"]).toBe("'host' must be a 'SignedHeader'.");
    const otherDay = signed["authorization"]?.replace(/\/\d{8}\//, "/20200101/");
    const yesterday = await post(emulator.url, '{"MaxResults":5}', { headers: { ...signed, authorization: otherDay } });
    expect(yesterday.json["__type"]).toBe("InvalidSignatureException");
    expect(yesterday.json["message"]).toMatch(/^Date in Credential scope does not match .*'20200101' != '\d{8}'/);
  });
});

describe("a region", () => {
  test.each(["us-east-1", "ap-northeast-2"])("with Custom Labels answers: %s", async (region) => {
    expect(await outcome(await start(), { credentials: good, region })).toBe("OK 0");
  });

  test.each(["eu-north-1", "us-west-1", "ca-central-1"])("without Custom Labels denies: %s", async (region) => {
    const emulator = await start();
    expect(await outcome(emulator, { credentials: good, region })).toMatch(/^AccessDeniedException: /);
    // To look is not to put something there; what is there must be found.
    expect(emulator.projects({ region }).size).toBe(0);
    expect(await outcome(emulator, { credentials: good, region })).toMatch(/^AccessDeniedException: /);
    emulator.projects({ region }).put({ name: "a" });
    expect(await outcome(emulator, { credentials: good, region })).toBe("OK 1");
  });

  test("is one that the test offers", async () => {
    const emulator = await start({ regions: ["eu-north-1"] });
    expect(await outcome(emulator, { credentials: good, region: "eu-north-1" })).toBe("OK 0");
    expect(await outcome(emulator, { credentials: good, region: "eu-west-1" })).toMatch(/^AccessDeniedException: /);
  });
});
