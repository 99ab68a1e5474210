import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A proxy on this machine. */
export interface ProxyServer {
  /** `127.0.0.1:3128` */
  readonly address: string;
  /** Whom it was asked for: `CONNECT sts.us-east-1.amazonaws.com:443`, `POST http://127.0.0.1:4566/`. */
  readonly asked: string[];
}

export interface ProxyServerOptions {
  /** Asks for this user and password: `user:password`. */
  readonly login?: string;
  /** Answers everything with this status, and an error page. */
  readonly refusesWith?: number;
  /** Never answers the first so many requests for a tunnel. */
  readonly silentFor?: number;
  /** Where every tunnel ends, whatever name was asked for. @defaultValue the port that was asked for */
  readonly tunnelsTo?: number;
}

/** For one test, a proxy as there are in companies: tunnels for https, and whole URLs for http. */
export async function proxyServer(options: ProxyServerOptions = {}): Promise<ProxyServer> {
  const { login, refusesWith, silentFor = 0, tunnelsTo } = options;
  const asked: string[] = [];
  const refusalOf = ({ headers }: IncomingMessage): number | undefined => {
    const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString("base64")}`;
    return headers["proxy-authorization"] === expected ? refusesWith : 407;
  };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const status = refusalOf(request);
    if (status === undefined) {
      forward(request, response);
    } else {
      response.writeHead(status, { "content-type": "text/html" }).end(PAGE);
    }
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const status = refusalOf(request);
    socket.on("error", () => {});
    if (asked.length <= silentFor) {
      return;
    }
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`);
      return;
    }
    const port = tunnelsTo ?? Number(request.url?.split(":").at(-1));
    const there = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(there).pipe(socket);
    });
    there.on("error", () => socket.destroy());
    socket.on("close", () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const PAGE = "<html>This is the proxy.</html>";

function forward(request: IncomingMessage, response: ServerResponse): void {
  const { "proxy-authorization": _login, "proxy-connection": _connection, ...headers } = request.headers;
  const there = httpRequest(request.url ?? "", { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  there.on("error", () => response.destroy());
  request.pipe(there);
}
