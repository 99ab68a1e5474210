import { once } from "node:events";
import { get, type ServerResponse } from "node:http";
import { lifelikeAccount, type ProjectSeed } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { answerOf, httpGet } from "./support/http-get.js";
import { startBackend } from "./support/start-backend.js";

/** A project whose line is so many bytes long, or a little longer. */
const wide = (name: string, bytes: number): ProjectSeed => ({
  name,
  datasets: [{ type: "TRAIN", statusMessage: "x".repeat(bytes) }],
});
const projects = (count: number, bytes = 0): readonly ProjectSeed[] =>
  Array.from({ length: count }, (_, index) => wide(`p-${index}`, bytes));

/** Waits for as long as it takes; the time-out of the test ends what never comes. */
const PATIENT = { timeout: 50_000, interval: 10 };

const linesOf = (body: string): readonly Record<string, unknown>[] =>
  body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("GET /projects", () => {
  test("gives a project a line, of both features, page by page", async () => {
    const { url, emulator } = await startBackend({ account: lifelikeAccount({ projects: 240 }) });
    const { status, headers, body } = await answerOf(`${url}/projects`);
    expect({ status, type: headers["content-type"] }).toEqual({
      status: 200,
      type: "application/x-ndjson; charset=utf-8",
    });
    expect(linesOf(body).map(({ arn }) => arn)).toEqual(emulator.projects().arns());
    expect(emulator.requests.length).toBe(3);
  });

  test("gives the projects that are named, and those of one feature", async () => {
    const { url } = await startBackend({
      account: { projects: [{ name: "a" }, { name: "b" }, { name: "c", feature: "CONTENT_MODERATION" }] },
    });
    const named = await answerOf(`${url}/projects?name=a&name=c`);
    expect(linesOf(named.body).map(({ name }) => name)).toEqual(["a", "c"]);
    const adapters = await answerOf(`${url}/projects?feature=CONTENT_MODERATION`);
    expect(linesOf(adapters.body).map(({ name }) => name)).toEqual(["c"]);
  });

  test("asks the service for no page beyond the one being written and the next, however slow the client", async () => {
    const pages = 24;
    let requests = 0;
    let written = 0;
    let mostAhead = 0;
    const { url, app } = await startBackend({
      account: { projects: projects(pages * 100, 10_000) },
      faults: () => {
        requests += 1;
        mostAhead = Math.max(mostAhead, requests - written);
        return undefined;
      },
    });
    let answer: ServerResponse | undefined;
    app.server.prependListener("request", (_, response) => {
      answer = response;
      const write = response.write.bind(response) as (...given: unknown[]) => boolean;
      response.write = (...given: unknown[]) => {
        written += 1;
        return write(...given);
      };
    });
    const response = await httpGet(`${url}/projects`);
    // It takes nothing, and at some time no buffer on the way to it does.
    await expect.poll(() => answer?.writableNeedDrain === true && requests === written + 1, PATIENT).toBe(true);
    expect(written).toBeLessThan(pages);
    const stalledAt = requests;
    let bytes = 0;
    response.on("data", (chunk: Buffer) => (bytes += chunk.length));
    await once(response, "end");
    expect(bytes).toBeGreaterThan(pages * 1_000_000);
    expect(stalledAt).toBeLessThan(pages);
    // The page in hand, and one that is fetched meanwhile.
    expect({ requests, mostAhead }).toEqual({ requests: pages, mostAhead: 2 });
  });

  test("ends the walk of a client that leaves", async () => {
    const { url, emulator, connections } = await startBackend({
      account: { projects: projects(3_000) },
      latency: 20,
    });
    const response = await httpGet(`${url}/projects`);
    await once(response, "readable");
    response.destroy();
    await expect.poll(connections, PATIENT).toBe(0);
    const sent = emulator.requests.length;
    expect(sent).toBeLessThan(30);
    // Longer than a page takes.
    await answerOf(`${url}/projects?name=p-1`);
    await answerOf(`${url}/projects?name=p-2`);
    expect(emulator.requests.length).toBe(sent + 2);
  });

  test("ends the walk of a client that leaves before the first page", async () => {
    const { url, emulator, connections } = await startBackend({ faults: () => ({ type: "hang" }) });
    const leaving = get(`${url}/projects`).on("error", () => undefined);
    await expect.poll(() => emulator.requests.length, PATIENT).toBe(1);
    leaving.destroy();
    await expect.poll(connections, PATIENT).toBe(0);
    // Not tried again: nobody waits for it.
    await answerOf(`${url}/health`);
    expect(emulator.requests.length).toBe(1);
  });

  test("a failure before the first page has a status, one after it a last line, and neither has internals", async () => {
    const secret = "arn:aws:iam::111122223333:role/secret is not authorized";
    const { url, emulator } = await startBackend({
      account: { projects: projects(250) },
      faults: ({ index }) =>
        index === 0 || index === 2
          ? { type: "error", status: 400, code: "AccessDeniedException", message: secret }
          : undefined,
    });
    const before = await answerOf(`${url}/projects`);
    expect({ status: before.status, body: JSON.parse(before.body) as unknown }).toEqual({
      status: 502,
      body: { error: { code: "denied", message: "the service denied it to this server" } },
    });
    const after = await answerOf(`${url}/projects`);
    expect(after.status).toBe(200);
    const lines = linesOf(after.body);
    expect(lines.length).toBe(101);
    expect(lines.at(-1)).toEqual({ error: { code: "denied", message: "the service denied it to this server" } });
    expect(before.body + after.body).not.toMatch(/secret|Exception|resumeToken|node_modules/);
    expect(emulator.requests.length).toBe(3);
  });

  test("a service that throttles for longer than the server's patience is a 503 that says when to come again", async () => {
    const { url } = await startBackend({ faults: () => ({ type: "throttle" }) });
    const { status, headers, body } = await answerOf(`${url}/projects`);
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({ status: 503, retryAfter: "5" });
    expect(JSON.parse(body)).toMatchObject({ error: { code: "throttled" } });
  });

  test("more streams than allowed are a 503, until one has ended", async () => {
    const { url } = await startBackend({ account: { projects: projects(2_000, 10_000) } }, { maxListings: 2 });
    const open = [await httpGet(`${url}/projects`), await httpGet(`${url}/projects`)];
    const refused = await answerOf(`${url}/projects`);
    expect({ status: refused.status, retryAfter: refused.headers["retry-after"] }).toEqual({
      status: 503,
      retryAfter: "5",
    });
    open[0]?.destroy();
    await expect.poll(async () => (await answerOf(`${url}/projects?name=p-1`)).status, PATIENT).toBe(200);
    open[1]?.destroy();
  });

  test("a client that takes nothing for longer than the time-out is cut off", async () => {
    const { url, connections } = await startBackend(
      { account: { projects: projects(2_000, 10_000) } },
      { stallTimeout: 200 },
    );
    const response = await httpGet(`${url}/projects`);
    response.on("error", () => undefined);
    await expect.poll(connections, PATIENT).toBe(0);
  });

  test.each([
    "?nmae=a",
    "?name=",
    "?name=../../etc",
    "?name=arn:aws:rekognition:us-east-1:111122223333:project/a/1",
    "?name[]=a",
    "?feature=EVERYTHING",
    "?feature=CUSTOM_LABELS&feature=CUSTOM_LABELS&feature=CUSTOM_LABELS",
    "?__proto__=a",
    "?constructor=a",
    `?name=${"a".repeat(256)}`,
    `?${Array.from({ length: 51 }, (_, index) => `name=n${index}`).join("&")}`,
  ])("refuses the query %s, and asks the service for nothing", async (query) => {
    const { url, emulator } = await startBackend();
    const { status, body } = await answerOf(`${url}/projects${query}`);
    expect(status).toBe(400);
    expect(Object.keys(JSON.parse(body) as object)).toEqual(["error"]);
    expect(emulator.requests).toEqual([]);
  });
});
