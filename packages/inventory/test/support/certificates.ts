import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createServer } from "node:tls";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.js";

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** A root that nobody knows, and a certificate that it vouches for. */
export interface Certificates {
  /** The path of the root's certificate. */
  readonly root: string;
  /** The certificate that the path leads to. */
  readonly certificate: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** For one test, certificates for this machine and for the endpoints of AWS in us-east-1. */
export function certificates(): Certificates {
  const folder = temporaryFolder();
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) {
      throw new Error(`openssl ${args[0]}: ${stderr}`);
    }
  };
  writeFileSync(join(folder, "root.cnf"), ROOT);
  writeFileSync(join(folder, "server.cnf"), "subjectAltName=IP:127.0.0.1,DNS:*.us-east-1.amazonaws.com\n");
  for (const name of ["root", "server"]) {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
  }
  openssl("req", "-x509", "-new", "-config", "root.cnf", "-key", "root.key", "-days", "2", "-out", "root.pem");
  openssl("req", "-new", "-config", "root.cnf", "-subj", "/CN=server", "-key", "server.key", "-out", "server.csr");
  const signing = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "server.cnf"];
  openssl("x509", "-req", "-in", "server.csr", ...signing, "-days", "2", "-out", "server.pem");
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const root = join(folder, "root.pem");
  return { root, certificate: readFileSync(root, "utf8"), key: read("server.key"), cert: read("server.pem") };
}

const ROOT = `[req]
distinguished_name = name
x509_extensions = root
prompt = no
[name]
CN = A root of a test
[root]
basicConstraints = critical, CA:TRUE
`;

/** For one test, the same server by https. @returns its port */
export async function servedByTls(url: string, { key, cert }: Certificates): Promise<number> {
  const server = createServer({ key, cert }, (socket) => {
    const there = connect(Number(new URL(url).port), "127.0.0.1");
    socket.pipe(there).pipe(socket);
    there.on("error", () => socket.destroy());
    socket.on("error", () => there.destroy());
    socket.on("close", () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
