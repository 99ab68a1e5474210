import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to a Postgres that can swallow what goes over it, and says nothing of that to either side. */
export interface Hole {
  readonly connectionString: string;
  isOpen: boolean;
}

export async function holeBefore(database: string): Promise<Hole> {
  const { hostname, port } = new URL(database);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => hole.isOpen || to.write(data));
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  const address = server.address();
  const through = new URL(database);
  through.port = typeof address === "object" && address !== null ? String(address.port) : "";
  const hole = { connectionString: through.href, isOpen: false };
  return hole;
}
