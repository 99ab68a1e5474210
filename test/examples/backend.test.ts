import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { get, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { context, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import {
  createEmulator,
  type FaultRule,
  lifelikeAccount,
  PROJECT_STATUSES,
  type ProjectSeed,
} from "@rekognition-rx/emulator";
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { answerOf, httpGet } from "./support/http-get.js";
import { LiveClient, projectsBy } from "./support/live-client.js";
import { environmentOf, NO_AWS, runExample } from "./support/run-example.js";
import { startBackend } from "./support/start-backend.js";
import { temporaryFolder } from "./support/temporary-folder.js";

/** A project whose line is so many bytes long, or a little longer. */
const wide = (name: string, bytes: number): ProjectSeed => ({
  name,
  datasets: [{ type: "TRAIN", statusMessage: "x".repeat(bytes) }],
});
const projects = (count: number, bytes = 0): readonly ProjectSeed[] =>
  Array.from({ length: count }, (_, index) => wide(`p-${index}`, bytes));

/** Waits for as long as it takes; the time-out of the test ends what never comes. */
const PATIENT = { timeout: 50_000, interval: 10 };

/** Models that are not known change no project. */
const NO_MODELS: FaultRule = ({ operation }) =>
  operation === "DescribeProjectVersions" ? { type: "exception", name: "AccessDeniedException" } : undefined;

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

  test("a project that is not as the service documents it is there all the same, by its ARN, here and live", async () => {
    const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/odd/1700000000000";
    const fault = { type: "malformed-item", value: { ProjectArn, Status: 5 } } as const;
    const { url } = await startBackend({
      account: { projects: [{ name: "a" }, { name: "b" }] },
      faults: { operation: "DescribeProjects", fault },
    });
    const { body } = await answerOf(`${url}/projects`);
    const odd = { arn: ProjectArn, name: "odd", status: null, unreadable: "Status" };
    expect(linesOf(body)).toMatchObject([odd, { name: "b" }]);
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.last("snapshot"), PATIENT).toMatchObject({ projects: [odd, { name: "b" }] });
  });

  test("asks the service for no page beyond the one being written and the next, however slow the client", async () => {
    const pages = 24;
    let requests = 0;
    let written = 0;
    let mostAhead = 0;
    const { url, app } = await startBackend({
      account: { projects: projects(pages * 100, 10_000) },
      faults: ({ input }) => {
        if (input?.["ProjectNames"] === undefined) {
          requests += 1;
          mostAhead = Math.max(mostAhead, requests - written);
        }
        return undefined;
      },
    });
    let answer: ServerResponse | undefined;
    app.server.prependOnceListener("request", (_, response) => {
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
    // For as long as other pages take.
    await answerOf(`${url}/projects?name=p-1`);
    await answerOf(`${url}/projects?name=p-2`);
    expect(requests).toBe(written + 1);
    const stalledAt = requests;
    let bytes = 0;
    response.on("data", (chunk: Buffer) => (bytes += chunk.length));
    await once(response, "end");
    expect(bytes).toBeGreaterThan(pages * 1_000_000);
    expect(stalledAt).toBeLessThan(pages);
    // One that is fetched while the page in hand is written.
    expect({ requests, mostAhead }).toEqual({ requests: pages, mostAhead: 1 });
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
    // Longer than a page takes: a request that was on its way has come by now.
    await answerOf(`${url}/projects?name=p-0`);
    const sent = emulator.requests.length;
    expect(sent).toBeLessThan(30);
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
      body: { error: { code: "denied", message: "the service denied this server access" } },
    });
    const after = await answerOf(`${url}/projects`);
    expect(after.status).toBe(200);
    const lines = linesOf(after.body);
    expect(lines.length).toBe(101);
    expect(lines.at(-1)).toEqual({ error: { code: "denied", message: "the service denied this server access" } });
    expect(before.body + after.body).not.toMatch(/secret|Exception|resumeToken|node_modules/);
    expect(emulator.requests.length).toBe(3);
  });

  test("a service that throttles for longer than the server's patience is a 503 that says when to come again", async () => {
    const { url } = await startBackend({ faults: () => ({ type: "throttle" }) });
    const { status, headers, body } = await answerOf(`${url}/projects`);
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({ status: 503, retryAfter: "5" });
    expect(JSON.parse(body)).toMatchObject({ error: { code: "throttled" } });
  });

  test("whoever only waits for the requests of others is a 503 that says when to come again, and asks for nothing", async () => {
    // Two are under way at once, and no more until one is answered.
    const { url, emulator } = await startBackend({ faults: () => ({ type: "hang" }) });
    const first = [1, 2].map(() => get(`${url}/projects`).on("error", () => undefined));
    await expect.poll(() => emulator.requests.length, PATIENT).toBe(2);
    const { status, headers, body } = await answerOf(`${url}/projects`);
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({ status: 503, retryAfter: "5" });
    expect(JSON.parse(body)).toMatchObject({ error: { code: "queued" } });
    expect(emulator.requests.length).toBe(2);
    for (const request of first) {
      request.destroy();
    }
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

describe("GET /projects/live", () => {
  test("begins with a snapshot, and then reports what happens", async () => {
    const { url, emulator } = await startBackend({
      account: { projects: [{ name: "a" }, { name: "b" }] },
      faults: NO_MODELS,
    });
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.names(), PATIENT).toContain("snapshot");
    emulator.projects().put({ name: "c", status: "CREATING" });
    await expect.poll(() => projectsBy(client.events), PATIENT).toMatchObject({ c: "CREATING" });
    emulator.projects().put({ name: "b", createdAt: Date.UTC(2026, 0, 1, 0, 1), status: "DELETING" });
    await expect.poll(() => projectsBy(client.events), PATIENT).toMatchObject({ b: "DELETING" });
    emulator.projects().remove("a");
    await expect.poll(() => projectsBy(client.events), PATIENT).toEqual({ b: "DELETING", c: "CREATING" });
    expect(client.names()).toEqual(["snapshot", "added", "changed", "removed"]);
  });

  test("an account without projects is a snapshot without projects", async () => {
    const { url } = await startBackend();
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.last("snapshot"), PATIENT).toMatchObject({ projects: [], delay: null });
  });

  test("reports models along with their project, and when they change", async () => {
    const project = { name: "a", createdAt: 1_700_000_000_000 };
    const { url, emulator } = await startBackend(
      { account: { projects: [{ ...project, versions: [{ name: "v1", status: "STARTING" }] }] } },
      { modelsEvery: 20 },
    );
    const client = new LiveClient(url).connect();
    const models = (): unknown => client.last("changed")["models"];
    await expect.poll(models, PATIENT).toMatchObject([{ name: "v1", status: "STARTING" }]);
    emulator.projects().put({ ...project, versions: [{ name: "v1", status: "RUNNING" }] });
    await expect.poll(models, PATIENT).toMatchObject([{ name: "v1", status: "RUNNING" }]);
    emulator.setFaults(({ operation }) =>
      operation === "DescribeProjectVersions" ? { type: "exception", name: "AccessDeniedException" } : undefined,
    );
    await expect.poll(models, PATIENT).toBe(null);
  });

  test("polls once for all who listen, and not while nobody does", async () => {
    const { url, emulator, connections } = await startBackend({ latency: 5 }, { modelsEvery: 1e9 });
    const clients = Array.from({ length: 50 }, () => new LiveClient(url).connect());
    await expect.poll(() => clients.every((client) => client.names().includes("snapshot")), PATIENT).toBe(true);
    const polls = (): number => emulator.requests.length;
    expect(polls()).toBeLessThan(50);
    const before = polls();
    await expect.poll(polls, PATIENT).toBeGreaterThan(before + 3);
    // Never two at a time.
    expect(emulator.requests.filter(({ status }) => status === undefined).length).toBeLessThanOrEqual(1);
    for (const client of clients) {
      client.leave();
    }
    await expect.poll(connections, PATIENT).toBe(0);
    const after = polls();
    await answerOf(`${url}/projects`);
    await answerOf(`${url}/projects`);
    expect(polls()).toBe(after + 2);
  });

  test("whoever comes back is sent what was missed, each event once and in order, wherever it was cut off", async () => {
    const step = fc.oneof(
      fc.constant("leave" as const),
      fc.constant("return" as const),
      fc.constant("catch up" as const),
      fc.record({ name: fc.constantFrom("a", "b", "c"), status: fc.constantFrom(undefined, ...PROJECT_STATUSES) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16 }), fc.boolean(), async (steps, isAlone) => {
        const { url, emulator, connections, close } = await startBackend({}, { every: 2, modelsEvery: 1e9 });
        const truth = new Map<string, string>();
        const client = new LiveClient(url).connect();
        const isCaughtUp = (): boolean =>
          isDeepStrictEqual(projectsBy(client.events), Object.fromEntries(truth)) && client.names().length > 0;
        const noticed = (): Promise<void> => expect.poll(connections, PATIENT).toBe(isAlone ? 0 : 1);
        const caughtUp = (): Promise<void> => expect.poll(() => !client.isOpen || isCaughtUp(), PATIENT).toBe(true);
        try {
          // Alone, it takes the watch with it as it leaves.
          const other = isAlone ? undefined : new LiveClient(url).connect();
          await expect.poll(() => [client, other].every((each) => each?.names().length !== 0), PATIENT).toBe(true);
          for (const step of [...steps, "return" as const, "catch up" as const]) {
            if (step === "leave") {
              client.leave();
              await noticed();
            } else if (step === "return") {
              if (!client.isOpen) {
                client.connect();
              }
            } else if (step === "catch up") {
              await caughtUp();
            } else if (step.status === undefined) {
              emulator.projects().remove(step.name);
              truth.delete(step.name);
            } else {
              emulator.projects().put({ ...step, status: step.status, createdAt: 1_700_000_000_000 });
              truth.set(step.name, step.status);
            }
          }
          expect(client.names().filter((name) => name === "snapshot")).toEqual(["snapshot"]);
          const [first = Number.NaN, ...rest] = client.events.map(({ id }) => Number(id?.split("-")[1]));
          expect(rest).toEqual(rest.map((_, index) => first + index + 1));
        } finally {
          await close();
        }
      }),
      // What goes while nobody watches is reported, too.
      {
        numRuns: 25,
        examples: [[[{ name: "a", status: "CREATED" }, "catch up", "leave", { name: "a", status: undefined }], true]],
      },
    );
  });

  test.each([
    ["of another run of the server", "0123abcd-1"],
    ["that was never given", "BOOT-999"],
    ["that is too old", "BOOT-0"],
    ["that is none", "0 or 1=1"],
  ])("an id %s is answered by a new snapshot", async (_, id) => {
    const { url, emulator } = await startBackend({}, { history: 2 });
    const client = new LiveClient(url).connect();
    for (const name of ["a", "b", "c"]) {
      emulator.projects().put({ name });
      await expect.poll(() => projectsBy(client.events), PATIENT).toHaveProperty(name);
    }
    const boot = client.lastId?.split("-")[0] ?? "";
    const returned = new LiveClient(url).connect(id.replace("BOOT", boot));
    await expect.poll(() => returned.names(), PATIENT).toContain("snapshot");
    expect(returned.names()[0]).toBe("snapshot");
    expect(projectsBy(returned.events)).toEqual({ a: "CREATED", b: "CREATED", c: "CREATED" });
  });

  test("resumes by a query, too, for scripts that cannot send the header", async () => {
    const { url } = await startBackend({}, { heartbeat: 10 });
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.lastId, PATIENT).toBeDefined();
    const response = await httpGet(`${url}/projects/live?lastEventId=${client.lastId}`);
    response.setEncoding("utf8");
    let heard = "";
    response.on("data", (more: string) => (heard += more));
    await expect.poll(() => heard, PATIENT).toContain(":\n\n:\n\n");
    expect(heard).not.toContain("snapshot");
    response.destroy();
  });

  test.each<[string, FaultRule, string]>([
    ["throttles", () => ({ type: "throttle" }), "throttled"],
    ["denies", () => ({ type: "exception", name: "AccessDeniedException" }), "denied"],
    ["answers nonsense", () => ({ type: "html" }), "unavailable"],
    ["says that a request is wrong", () => ({ type: "exception", name: "InvalidParameterException" }), "unavailable"],
  ])("a service that %s is reported once, with since when, and keeps what there was", async (_, fault, code) => {
    const { url, emulator } = await startBackend({ account: { projects: [{ name: "a" }, { name: "b" }] } });
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.names(), PATIENT).toContain("snapshot");
    const { asOf } = client.last("snapshot");
    emulator.setFaults(fault);
    await expect.poll(() => client.last("stale"), PATIENT).toMatchObject({ code });
    const { since } = client.last("stale");
    expect(String(since) >= String(asOf)).toBe(true);
    const failed = emulator.requests.length;
    await expect.poll(() => emulator.requests.length, PATIENT).toBeGreaterThan(failed + 2);
    // Whoever comes now is notified at once.
    const late = new LiveClient(url).connect();
    await expect.poll(() => late.last("snapshot"), PATIENT).toMatchObject({ delay: { since, code } });
    emulator.projects().remove("b");
    emulator.setFaults(undefined);
    await expect.poll(() => client.names(), PATIENT).toContain("fresh");
    expect(projectsBy(client.events)).toEqual({ a: "CREATED" });
    expect(client.names().filter((name) => name === "stale")).toEqual(["stale"]);
    expect(JSON.stringify(client.events)).not.toMatch(/Exception|requestId|node_modules|resumeToken/);
  });

  test("a service that is down from the start is reported, and what it has once it is up", async () => {
    const down = await createEmulator({ account: { projects: [{ name: "a" }] } });
    const { port } = down;
    await down.close();
    const { url } = await startBackend(down);
    const client = new LiveClient(url).connect();
    await expect
      .poll(() => client.last("snapshot"), PATIENT)
      .toMatchObject({ asOf: null, delay: { since: null, code: "unavailable" }, projects: [] });
    const up = await createEmulator({ port, account: { projects: [{ name: "a" }] } });
    onTestFinished(() => up.close());
    await expect.poll(() => client.names(), PATIENT).toContain("fresh");
    expect(projectsBy(client.events)).toEqual({ a: "CREATED" });
  });

  test("cuts off a client that does not read, and nobody else, and lets it come back", async () => {
    const { url, emulator, connections } = await startBackend({
      account: { projects: [wide("p-1", 1)] },
      faults: NO_MODELS,
    });
    const reading = new LiveClient(url).connect();
    await expect.poll(() => reading.names(), PATIENT).toContain("snapshot");
    const deaf = await httpGet(`${url}/projects/live`);
    deaf.on("error", () => undefined);
    expect(await connections()).toBe(2);
    // What is on its way to it fills the buffers of the system first.
    let round = 0;
    await expect
      .poll(
        async () => {
          round += 1;
          emulator.projects().put(wide("p-1", 200_000 + round));
          return await connections();
        },
        { ...PATIENT, interval: 20 },
      )
      .toBe(1);
    expect(reading.isOpen).toBe(true);
    const back = new LiveClient(url).connect();
    await expect.poll(() => back.names(), PATIENT).toContain("snapshot");
  });

  test("more clients than allowed are a 503 that says when to come again", async () => {
    const { url } = await startBackend({}, { maxListeners: 1 });
    const client = new LiveClient(url).connect();
    await expect.poll(() => client.names(), PATIENT).toContain("snapshot");
    const { status, headers } = await answerOf(`${url}/projects/live`);
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({ status: 503, retryAfter: "5" });
  });
});

describe("streams", () => {
  const count = 20;

  test.each(["/projects/live", "/projects"])(
    "a client that asks for many %s at once on one connection has one, and leaves none to others",
    async (path) => {
      const { url, port, app, emulator, connections } = await startBackend(
        { account: { projects: projects(300, 10_000) }, faults: NO_MODELS },
        { maxListeners: 2, maxListings: 2, modelsEvery: 1e9 },
      );
      const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
      const socket = connect(port, "127.0.0.1", () => socket.write(request.repeat(count)));
      let bytes = 0;
      socket.on("data", (data: Buffer) => (bytes += data.length));
      await expect.poll(() => bytes, PATIENT).toBeGreaterThan(0);
      const beside = await httpGet(`${url}${path}`);
      expect(beside.statusCode).toBe(200);
      beside.destroy();
      socket.destroy();
      await expect.poll(connections, PATIENT).toBe(0);
      expect((await answerOf(`${url}/projects?name=p-1`)).status).toBe(200);
      const asked = emulator.requests.length;
      expect((await answerOf(`${url}/projects?name=p-2`)).status).toBe(200);
      // Nobody listens: nobody polls.
      expect(emulator.requests.length).toBe(asked + 1);
      const live = new LiveClient(url).connect();
      await expect.poll(() => live.names(), PATIENT).toContain("snapshot");
      await app.close();
      await expect.poll(() => live.names().at(-1), PATIENT).toBe("end");
    },
  );

  test("a second stream on a connection is a 503 that closes it", async () => {
    const { port } = await startBackend({ account: { projects: projects(2) } });
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /projects HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2));
    const answers = await text(socket);
    expect(answers.match(/^HTTP\/1.1 \d+/gm)).toEqual(["HTTP/1.1 200", "HTTP/1.1 503"]);
    expect(answers).toMatch(/\r\nretry-after: 5\r\n/);
    expect(answers).toMatch(/\r\nconnection: close\r\n/);
    expect(answers).toContain('{"error":{"code":"pipelined",');
  });

  test.each(["/projects/live", "/projects"])(
    "a client of %s that leaves while it is authenticated takes no place",
    async (path) => {
      let isAsked = false;
      const passes = new EventEmitter();
      const { url, app, emulator, connections } = await startBackend(
        {},
        {
          maxListeners: 1,
          maxListings: 1,
          authenticate: async () => {
            if (!isAsked) {
              isAsked = true;
              await once(passes, "pass");
            }
          },
        },
      );
      const leaving = get(`${url}${path}`).on("error", () => undefined);
      await expect.poll(() => isAsked, PATIENT).toBe(true);
      leaving.destroy();
      await expect.poll(connections, PATIENT).toBe(0);
      passes.emit("pass");
      await answerOf(`${url}/health`);
      expect(emulator.requests.length).toBe(0);
      const next = await httpGet(`${url}${path}`);
      expect(next.statusCode).toBe(200);
      next.destroy();
      await app.close();
    },
  );

  test("a client that is authenticated while the server stops begins no stream", async () => {
    let isAsked = false;
    const passes = new EventEmitter();
    const { url, app } = await startBackend(
      {},
      {
        grace: 20_000,
        authenticate: async () => {
          isAsked = true;
          await once(passes, "pass");
        },
      },
    );
    const answer = answerOf(`${url}/projects/live`);
    await expect.poll(() => isAsked, PATIENT).toBe(true);
    const closed = app.close();
    await expect.poll(() => app.server.listening, PATIENT).toBe(false);
    passes.emit("pass");
    const { status, body } = await answer;
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 503,
      body: { error: { code: "stopping" } },
    });
    await closed;
  });

  test("the framework gives a stop more time than its grace", async () => {
    const { app } = await startBackend({}, { grace: 60_000 });
    expect(app.initialConfig.pluginTimeout).toBeGreaterThan(60_000);
  });
});

describe("the server", () => {
  test("500 clients that come and go leave no subscription, no socket and no timer", async () => {
    const { url, emulator, client, connections } = await startBackend(
      { account: lifelikeAccount({ projects: 120 }) },
      { every: 50, heartbeat: 5, maxListings: 500 },
    );
    const visit = async (at: number): Promise<void> => {
      if (at % 5 === 0) {
        const response = await httpGet(`${url}/projects`);
        await once(response, "readable");
        response.destroy();
        return;
      }
      const client = new LiveClient(url).connect();
      // At once, or after a while.
      const stays = at % 5 === 1 ? -1 : at % 7;
      await expect
        .poll(() => stays < 0 || (client.lastId !== undefined && client.heartbeats > stays), PATIENT)
        .toBe(true);
      client.leave();
    };
    await answerOf(`${url}/health`);
    await expect.poll(connections, PATIENT).toBe(0);
    const before = countsOf(process.getActiveResourcesInfo());
    for (let wave = 0; wave < 5; wave += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, at) => visit(at)));
      await expect.poll(connections, PATIENT).toBe(0);
    }
    emulator.clearRequests();
    await answerOf(`${url}/projects`);
    await answerOf(`${url}/projects`);
    expect(emulator.requests.length).toBe(4);
    // The connections to the service are kept for the next one.
    client.destroy();
    let excess = {};
    // Without `expect.poll`, whose own timers would be among them.
    for (let tries = 0; tries < 1_000; tries += 1) {
      await setTimeout(10);
      excess = excessOf(countsOf(process.getActiveResourcesInfo()), before);
      if (isDeepStrictEqual(excess, {})) {
        break;
      }
    }
    expect(excess).toEqual({});
  });

  test("ends the open streams, each with an end that says so, and stops", async () => {
    const { url, app } = await startBackend(
      { account: { projects: projects(2_000, 1_000) }, latency: 10 },
      { grace: 20_000 },
    );
    const live = new LiveClient(url).connect();
    await expect.poll(() => live.names(), PATIENT).toContain("snapshot");
    const listing = await httpGet(`${url}/projects`);
    const closed = app.close();
    const body = await text(listing);
    await closed;
    const end = { error: { code: "stopping", message: "this server is stopping; connect again" } };
    await expect.poll(() => live.last("end"), PATIENT).toEqual(end);
    expect(linesOf(body).at(-1)).toEqual(end);
    expect(linesOf(body).length).toBeLessThan(2_001);
  });

  test("stops within its grace, whoever does not read", async () => {
    const { url, app } = await startBackend({ account: { projects: projects(2_000, 10_000) } }, { grace: 50 });
    const deaf = await httpGet(`${url}/projects`);
    deaf.on("error", () => undefined);
    await app.close();
    expect(app.server.listening).toBe(false);
  });

  test.each(["evil.test", "evil.test:80", "127.0.0.1.evil.test", "localhost.", "localhost:80:80", "user@localhost"])(
    "answers nothing for the host %j",
    async (host) => {
      const { url, emulator } = await startBackend();
      for (const path of ["/", "/projects", "/projects/live", "/live.js"]) {
        const { status } = await answerOf(`${url}${path}`, { headers: { host } });
        expect(status).toBe(421);
      }
      expect(emulator.requests).toEqual([]);
    },
  );

  test("answers nothing for no host at all", async () => {
    const { port } = await startBackend();
    const socket = connect(port, "127.0.0.1");
    socket.end("GET /projects HTTP/1.0\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 421 /);
  });

  test("answers for the hosts that it was given, and probes for any", async () => {
    const { url } = await startBackend({}, { hosts: ["Projects.example"] });
    const statusOf = async (path: string, host: string): Promise<number | undefined> =>
      (await answerOf(`${url}${path}`, { headers: { host } })).status;
    expect(await statusOf("/projects", "projects.example:8080")).toBe(200);
    expect(await statusOf("/projects", "localhost")).toBe(200);
    expect(await statusOf("/health", "10.0.0.7:8080")).toBe(200);
    expect(await statusOf("/ready", "10.0.0.7:8080")).toBe(200);
  });

  test.each([
    ["::ffff:127.0.0.1", ["[::ffff:127.0.0.1]:80", "[::ffff:7f00:1]"]],
    ["2001:DB8:0::1", ["[2001:db8::1]:8080", "[2001:DB8::1]"]],
    ["[2001:db8::1]", ["[2001:db8::1]"]],
    ["fe80::1%eth0", ["[fe80::1]:80"]],
    ["bücher.example", ["xn--bcher-kva.example"]],
  ])("answers for the host %s however it is written", async (given, written) => {
    const { url } = await startBackend({}, { hosts: [given] });
    for (const host of [...written, "[::1]:80"]) {
      expect((await answerOf(`${url}/live.js`, { headers: { host } })).status).toBe(200);
    }
    for (const host of ["[::2]", "[2001:db8::1", "[evil.test]", "::ffff:127.0.0.1"]) {
      expect((await answerOf(`${url}/live.js`, { headers: { host } })).status).toBe(421);
    }
  });

  test.each(["ex.org:8081", "http://ex.org", "[::1]:80", "a b", ""])(
    "does not begin with the host %j",
    async (host) => {
      await expect(startBackend({}, { hosts: [host] })).rejects.toThrow(
        `hosts has ${JSON.stringify(host)}; it must be a host name or an address, without a port`,
      );
    },
  );

  test.each([
    [
      "an address that cannot be read",
      "GET /% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      400,
      "bad-request",
    ],
    [
      "headers that are too long",
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      431,
      "request-header-fields-too-large",
    ],
    ["what is no HTTP", "hello\r\n\r\n", 400, "bad-request"],
  ])("answers %s in the shape of all errors", async (_, request, status, code) => {
    const { port } = await startBackend();
    const socket = connect(port, "127.0.0.1");
    socket.write(request);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/\r\ncontent-type: application\/json; charset=utf-8\r\n/i);
    expect(JSON.parse(body)).toMatchObject({ error: { code } });
    expect(Object.keys(JSON.parse(body) as object)).toEqual(["error"]);
  });

  test("is ready once it has reached the service, and asks it no more from then on", async () => {
    const { url, emulator } = await startBackend({
      faults: { times: 1, fault: { type: "exception", name: "AccessDeniedException" } },
    });
    expect((await answerOf(`${url}/ready`)).status).toBe(502);
    expect((await answerOf(`${url}/ready`)).status).toBe(200);
    emulator.setFaults(() => ({ type: "throttle" }));
    expect((await answerOf(`${url}/ready`)).status).toBe(200);
    expect(emulator.requests.length).toBe(2);
  });

  test("asks whoever comes for credentials where it was configured to, and probes for none", async () => {
    const { url, emulator } = await startBackend(
      {},
      {
        authenticate: async (request, reply) => {
          if (request.headers.authorization === undefined) {
            await reply.code(401).send();
          }
        },
      },
    );
    for (const path of ["/", "/projects", "/projects/live"]) {
      expect((await answerOf(`${url}${path}`)).status).toBe(401);
    }
    expect((await answerOf(`${url}/health`)).status).toBe(200);
    expect(emulator.requests).toEqual([]);
  });

  test("what is not there is a 404 as JSON, and no answer lets another origin read it", async () => {
    const { url } = await startBackend();
    const { status, headers, body } = await answerOf(`${url}/%2e%2e/package.json`, {
      headers: { origin: "http://evil.test" },
    });
    expect({ status, body: JSON.parse(body) as unknown }).toEqual({
      status: 404,
      body: { error: { code: "not-found", message: "Not Found" } },
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  });
});

describe("the program", () => {
  test("serves a made-up account, whatever AWS configuration lies around, and ends when it is asked to", async () => {
    const { url, child, ended } = await startProgram([], {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_PROFILE: "missing",
      AWS_REGION: "no region at all",
      AWS_RETRY_MODE: "hostile",
      HTTPS_PROXY: "http://127.0.0.1:9",
    });
    const { status, body } = await answerOf(`${url}/projects`);
    expect(status).toBe(200);
    expect(linesOf(body).length).toBeGreaterThanOrEqual(40);
    const live = new LiveClient(url).connect();
    await expect.poll(() => live.names(), PATIENT).toContain("snapshot");
    child.kill("SIGTERM");
    await expect.poll(() => live.names(), PATIENT).toContain("end");
    const [code, lines] = await ended;
    expect(code).toBe(0);
    expect(lines.map((line) => typeof (JSON.parse(line) as { readonly msg?: unknown }).msg)).not.toContain("undefined");
  });

  test("--aws asks the service of the environment", async () => {
    const emulator = await createEmulator({ account: { projects: [{ name: "mine" }] } });
    onTestFinished(() => emulator.close());
    const { url, child, ended } = await startProgram(["--aws"], environmentOf(emulator));
    expect(linesOf((await answerOf(`${url}/projects`)).body)).toMatchObject([{ name: "mine" }]);
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(0);
  });

  test.each([
    [["--region", "us-east-1"], /^backend: --region goes with --profile NAME or --aws; --help lists the options\n$/],
    [["--aws"], /^backend: there is no region: give --region, set AWS_REGION, or name a profile [^\n]+\n$/],
    [
      ["--allow-host", "ex.org:8081"],
      /^backend: --allow-host is "ex.org:8081"; it must be a host name or an address, without a port; [^\n]+\n$/,
    ],
    [["--port", "80800"], /^backend: --port is "80800"; it must be a number from 0 to 65535; [^\n]+\n$/],
  ])("a mistake on the command line, %j, is one sentence, and ends with 2", async (args, sentence) => {
    const { code, stdout, stderr } = await runExample("../backend/dist/main", { cwd: temporaryFolder(), args });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
  });

  test("a port that is taken is one line of the log, without a stack, and ends with 1", async () => {
    const { port } = await startBackend();
    const args = ["--port", String(port)];
    const { code, stdout, stderr } = await runExample("../backend/dist/main", { cwd: temporaryFolder(), args });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as { readonly msg: string };
    expect(last.msg).toMatch(
      /^cannot listen at 127\.0\.0\.1, port \d+: [^\n]+; choose another place with --host and --port$/,
    );
    expect(stdout).not.toContain("node:net");
  });

  test("--help lists the options", async () => {
    const { code, stdout } = await runExample("../backend/dist/main", { cwd: temporaryFolder(), args: ["--help"] });
    expect(code).toBe(0);
    for (const option of ["--aws", "--profile", "--region", "--host", "--port", "--allow-host"]) {
      expect(stdout).toContain(`  ${option} `);
    }
  });
});

test("traced, a request to the service is a span a page, and a span an attempt", async () => {
  const exporter = new InMemorySpanExporter();
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  onTestFinished(() => {
    trace.disable();
    context.disable();
  });
  const { url } = await startBackend(
    { account: { projects: projects(150) }, faults: { times: 1, fault: { type: "throttle" } } },
    { isTraced: true, patience: 10_000 },
  );
  expect(linesOf((await answerOf(`${url}/projects`)).body).length).toBe(150);
  const spans = exporter.getFinishedSpans();
  expect(spans.filter(({ name }) => name.includes("page")).length).toBe(2);
  expect(spans.filter(({ name }) => !name.includes("page")).length).toBe(3);
});

interface StartedProgram {
  readonly url: string;
  readonly child: ChildProcess;
  /** Its exit code, and what it printed. */
  readonly ended: Promise<readonly [number | null, readonly string[]]>;
}

/** Starts the built program, and waits until it listens. */
async function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): Promise<StartedProgram> {
  const main = fileURLToPath(new URL("../../examples/backend/dist/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", ...args], {
    env: { PATH: process.env["PATH"], ...NO_AWS, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => (printed += more));
  const ended = once(child, "close").then(() => [child.exitCode, printed.trimEnd().split("\n")] as const);
  await expect.poll(() => printed, PATIENT).toContain("Server listening at");
  const [, url = ""] = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
  return { url, child, ended };
}

/** How many there are of each kind. */
function countsOf(kinds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function excessOf(
  counts: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...counts].map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const).filter(([, more]) => more > 0),
  );
}
