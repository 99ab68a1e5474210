import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { createBackend } from "../../../examples/backend/dist/create-backend.js";
import { contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";

// One server in this process, named on the command line, and its clients: prints the megabytes that it holds.

/** Milliseconds after each chunk, of 64 kB at most. */
const PAUSE = 50;
const LOOKED_AT_EVERY = 10;
const VISITS = 1_000;
const AT_ONCE = 50;

requireEmulator();
const collect = globalThis.gc;
if (collect === undefined) {
  throw new Error("needs --expose-gc");
}
const client = rekognitionClient();

const { run } = contestant<() => Promise<number>>({
  "written as pages come": () => heldBySlowReader(listening(createServer(writeAsTheyCome))),
  "a reader that is slow": () => heldBySlowReader(startBackend()),
  "clients that come and go": heldByVisitors,
});
console.log(JSON.stringify(await run()));
process.exit();

/** The most memory that is held while a client reads all projects, a little at a time. */
async function heldBySlowReader(starting: Promise<string>): Promise<number> {
  const url = await starting;
  const response = await opened(`${url}/projects`);
  let most = 0;
  let bytes = 0;
  let chunks = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    chunks += 1;
    await wait(PAUSE);
    if (chunks % LOOKED_AT_EVERY === 0) {
      most = Math.max(most, held());
    }
  }
  if (bytes < 1e6) {
    throw new Error(`it read ${bytes} bytes: too few to say anything`);
  }
  return most;
}

/** How much more memory is held after a second round of clients than after the first. */
async function heldByVisitors(): Promise<number> {
  const url = await startBackend();
  await visited(url);
  const before = await settled();
  await visited(url);
  return (await settled()) - before;
}

async function visited(url: string): Promise<void> {
  for (let visits = 0; visits < VISITS; visits += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => visit(url, at)));
  }
}

/** Every fifth client lists, the others listen; each leaves in the middle. */
async function visit(url: string, at: number): Promise<void> {
  const response = await opened(`${url}/projects${at % 5 === 0 ? "" : "/live"}`);
  await once(response, "readable");
  response.read();
  await wait(at % 7);
  response.destroy();
}

/** The memory that is held when all clients are gone. */
async function settled(): Promise<number> {
  await wait(2_000);
  return held();
}

function held(): number {
  collect?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function opened(url: string): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent: false }), "response")) as [IncomingMessage];
  return response.on("error", () => undefined);
}

async function startBackend(): Promise<string> {
  const app = createBackend({ client, every: 100, stallTimeout: 600_000 });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return urlOf(app.server);
}

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return urlOf(server);
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Writes pages as they come, without waiting for the reader: the measure has to find the memory that this takes. */
function writeAsTheyCome(_: IncomingMessage, response: ServerResponse): void {
  describeProjects$({ client }, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }).subscribe({
    next: ({ ProjectDescriptions = [] }) => response.write(`${JSON.stringify(ProjectDescriptions)}\n`),
    error: (error: Error) => response.destroy(error),
    complete: () => response.end(),
  });
}
