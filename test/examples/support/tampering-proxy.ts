import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A page on the wire. */
export interface WirePage {
  ProjectDescriptions?: Record<string, unknown>[];
  NextToken?: string;
}

/** A server before another one, which changes its answers: for what no real service sends. */
export async function tamperingProxy(
  target: { readonly url: string },
  tamper: (page: WirePage) => void,
): Promise<{ readonly url: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      const headers = new Headers();
      for (const name of ["content-type", "x-amz-target", "authorization", "x-amz-date"]) {
        const value = request.headers[name];
        if (typeof value === "string") {
          headers.set(name, value);
        }
      }
      const answer = await fetch(target.url, { method: "POST", headers, body: new Uint8Array(await buffer(request)) });
      const page = (await answer.json()) as WirePage;
      if (answer.ok) {
        tamper(page);
      }
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(page));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
