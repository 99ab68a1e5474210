import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** For one test, a server that answers each request when all of it has come. */
export async function httpServer(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly asked: (target: string) => number }> {
  const targets: unknown[] = [];
  const server = createServer((request, response) => {
    targets.push(request.headers["x-amz-target"]);
    request.resume().on("end", () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked: (target) => targets.filter((each) => each === target).length };
}
