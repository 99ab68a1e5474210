import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Weather } from "./weather.js";

// A service in a process of its own, for weather that the emulator does not make: prints its address, then serves
// pages of one project until it is ended. A GET is answered with the times of all requests that it served and refused.

const weather = JSON.parse(process.argv[2] ?? "{}") as Weather;
const { burst, latency, changes = [], outage, pages } = weather;

let tokens = burst;
let filledAt = performance.now();
let startedAt: number | undefined;
const served: number[] = [];
const refused: number[] = [];

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(JSON.stringify({ served, refused }));
    return;
  }
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    startedAt ??= performance.now();
    setTimeout(() => {
      const isServed = serves();
      setTimeout(() => {
        response.setHeader("content-type", "application/x-amz-json-1.1");
        if (isServed) {
          response.end(JSON.stringify(pageAfter((JSON.parse(body) as { NextToken?: string }).NextToken)));
        } else {
          response.statusCode = 400;
          response.end(JSON.stringify({ __type: "ThrottlingException", message: "Rate exceeded" }));
        }
      }, leg());
    }, leg());
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

/** Milliseconds of one way, there or back. */
function leg(): number {
  return (latency / 2) * (0.5 + Math.random());
}

function serves(): boolean {
  const now = performance.now();
  const at = (now - (startedAt ?? now)) / 1_000;
  const rate = changes.findLast((change) => change.at <= at)?.rate ?? weather.rate;
  tokens = Math.min(burst, tokens + ((now - filledAt) * rate) / 1_000);
  filledAt = now;
  const isOut = outage !== undefined && at >= outage.from && at < outage.to;
  const isServed = tokens >= 1 && !isOut;
  tokens -= isServed ? 1 : 0;
  (isServed ? served : refused).push(at);
  return isServed;
}

function pageAfter(token: string | undefined): object {
  const number = Number(token ?? 0) + 1;
  const ProjectArn = `arn:aws:rekognition:us-east-1:111122223333:project/p${number}/1700000000000`;
  return {
    ProjectDescriptions: [{ ProjectArn, Status: "CREATED", CreationTimestamp: 1_700_000_000 }],
    ...(number < pages ? { NextToken: String(number) } : {}),
  };
}
