import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { retryThrottled } from "@rekognition-rx/operators";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { lastValueFrom } from "rxjs";
import { expect, onTestFinished, test } from "vitest";

const HEADERS = "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n";

test("a request that hangs is sent again by retryThrottled, as often as it hangs", async () => {
  const page = JSON.stringify({ ProjectDescriptions: [{ ProjectArn: "arn" }] });
  // Each connection has one request, since what hangs is closed.
  const answers = [
    "",
    `${HEADERS}content-length: 100\r\n\r\n`,
    `${HEADERS}content-length: 100\r\n\r\n{"ProjectDescriptions":`,
    `${HEADERS}content-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`,
  ];
  const server = createServer((socket) => {
    const answer = answers.shift() ?? "";
    socket.on("error", () => undefined).once("data", () => socket.write(answer));
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = rekognitionClient({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  onTestFinished(() => client.destroy());
  const retried: unknown[] = [];
  const projects$ = describeProjects$({
    client,
    sendOptions: { requestTimeout: 1_000 },
    perRequest: retryThrottled({ maxAttempts: 4, random: () => 0, onRetry: ({ reason }) => retried.push(reason) }),
  });
  expect(await lastValueFrom(projects$)).toMatchObject({ ProjectDescriptions: [{ ProjectArn: "arn" }] });
  expect(retried).toEqual(["transient", "transient", "transient"]);
});
