import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { certificates, hasOpenssl, servedByTls } from "../support/certificates.js";
import { callCommand } from "../support/call-command.js";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { type ProxyServerOptions, proxyServer } from "../support/proxy-server.js";
import { runCommand } from "../support/run-command.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = { ...KEYS, AWS_REGION: "us-east-1" };
const LOGIN = "me:CANARY@2";

/** What the environment has of a proxy with a login. */
function withLogin(address: string): string {
  return `http://me:CANARY%402@${address}`;
}

describe("the proxies of the environment", () => {
  test.skipIf(!hasOpenssl)("are asked for everything that is on the way to AWS, by all clients", async () => {
    const organization = { accounts: [{ accountId: "111122223333" }, { accountId: "444455556666" }] };
    const versions = [{ name: "running", status: "RUNNING" as const }];
    const account = { ...smallAccount, accountId: "444455556666", projects: [{ name: "shop", versions }] };
    const { emulator, cwd, rows } = await commandFolder({ organization, account });
    const certified = certificates();
    const proxy = await proxyServer({ login: LOGIN, tunnelsTo: await servedByTls(emulator.url, certified) });
    // No endpoint: what is asked for is AWS itself, and only the proxy knows better.
    const env = { ...HERE, HTTPS_PROXY: withLogin(proxy.address), AWS_CA_BUNDLE: certified.root };
    const args = ["--organization", "--depth", "usage", "--rate", "1000", "--quiet"];
    expect(await runCommand(args, { cwd, env }).finished).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toMatchObject([{ account_id: "444455556666", project_name: "shop" }]);
    expect(Array.from(new Set(proxy.asked)).toSorted()).toEqual(
      ["monitoring", "organizations", "rekognition", "sts"].map(
        (name) => `CONNECT ${name}.us-east-1.amazonaws.com:443`,
      ),
    );
    const operations = new Set(emulator.requests.map(({ operation }) => operation));
    expect(operations).toContain("AssumeRole");
    expect(operations).toContain("GetMetricData");
  });

  test.skipIf(!hasOpenssl)("are waited for as long as a request may take, and do not keep the process", async () => {
    const { emulator, cwd, rows } = await commandFolder({ account: smallAccount });
    const certified = certificates();
    const proxy = await proxyServer({ silentFor: 2, tunnelsTo: await servedByTls(emulator.url, certified) });
    const env = { ...HERE, HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: certified.root };
    const args = ["--request-timeout", "2", "--quiet"];
    expect(await runCommand(args, { cwd, env }).finished).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
    expect(proxy.asked.length).toBeGreaterThan(2);
  });

  test.each(["http_proxy", "ALL_PROXY"])("in %s are asked for what is asked by http", async (variable) => {
    const { run, rows, emulator } = await commandFolder({ account: smallAccount });
    const proxy = await proxyServer({ login: LOGIN });
    const env = { [variable]: withLogin(proxy.address) };
    expect(await run(["--quiet"], { env })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
    expect(proxy.asked.length).toBe(emulator.requests.length);
    expect(new Set(proxy.asked)).toEqual(new Set([`POST ${emulator.url}/`]));
  });

  test("are left alone for what NO_PROXY names", async () => {
    const { run, rows } = await commandFolder({ account: smallAccount });
    const proxy = await proxyServer({ refusesWith: 500 });
    const env = { HTTP_PROXY: proxy.address, NO_PROXY: "example.com,127.0.0.1" };
    expect(await run(["--quiet"], { env })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
    expect(proxy.asked).toEqual([]);
  });
});

describe("a proxy that lets nothing through is named with what to do, and without its password", () => {
  test.each<[string, ProxyServerOptions, string, (address: string) => string]>([
    [
      "as it asks for a login",
      { login: LOGIN },
      "",
      (address) =>
        `the proxy at ${address} asks for a login, and there is none in HTTPS_PROXY (HTTP 407); write it as http://USER:PASSWORD@${address}, with %40 for an @ in it`,
    ],
    [
      "as it does not accept the login",
      { login: LOGIN },
      "me:CANARY-3@",
      (address) =>
        `the proxy at ${address} does not accept the login in HTTPS_PROXY (HTTP 407); write it as http://USER:PASSWORD@${address}, with %40 for an @ in it`,
    ],
    [
      "as it allows nobody there",
      { login: LOGIN, refusesWith: 403 },
      "me:CANARY%402@",
      (address) =>
        `the proxy at ${address} lets nothing through to rekognition.us-east-1.amazonaws.com:443 (HTTP 403); have it allowed there, or write rekognition.us-east-1.amazonaws.com into NO_PROXY if it is reached without a proxy`,
    ],
  ])("%s", async (_, options, login, sentence) => {
    const cwd = temporaryFolder();
    const proxy = await proxyServer(options);
    const env = { ...HERE, HTTPS_PROXY: `http://${login}${proxy.address}` };
    expect(await callCommand([], { cwd, env })).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: ${sentence(proxy.address)}\n`,
    });
    expect(proxy.asked).toEqual([
      "CONNECT sts.us-east-1.amazonaws.com:443",
      "CONNECT rekognition.us-east-1.amazonaws.com:443",
    ]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("as it asks for a login, of a request by http", async () => {
    const { run } = await commandFolder();
    const { address } = await proxyServer({ login: LOGIN });
    const { code, stderr } = await run([], { env: { HTTP_PROXY: `http://me:CANARY-3@${address}` } });
    expect(code).toBe(1);
    expect(stderr).toContain(
      ` by a proxy that asks for a login (HTTP_PROXY: ${address}), and not by AWS (HTTP 407, "<html>This is the proxy.</html>"); `,
    );
    expect(stderr).not.toContain("CANARY");
  });

  // All at once: each is given some seconds to come up.
  test("as nobody listens there, or as it does not reach AWS", { timeout: 120_000 }, async () => {
    const { address } = await proxyServer({ refusesWith: 502 });
    const down = "the proxy at 127.0.0.1:9 does not answer (connect ECONNREFUSED 127.0.0.1:9)";
    const upstream = `the proxy at ${address} lets nothing through to ${REKOGNITION}:443 (HTTP 502)`;
    expect(
      await Promise.all([
        leftBy([], { HTTPS_PROXY: DOWN }),
        leftBy(["--organization"], { https_proxy: DOWN }),
        leftBy(["--endpoint-url", "http://127.0.0.1:1"], { http_proxy: DOWN }),
        leftBy([], { HTTPS_PROXY: address }),
      ]),
    ).toEqual([
      `${down}; check HTTPS_PROXY, or write ${REKOGNITION} into NO_PROXY if it is reached without a proxy`,
      `${down}; check https_proxy, or write sts.us-east-1.amazonaws.com into NO_PROXY if it is reached without a proxy`,
      `${down}; check http_proxy, or write 127.0.0.1 into NO_PROXY if it is reached without a proxy`,
      `${upstream}; have it allowed there, or write ${REKOGNITION} into NO_PROXY if it is reached without a proxy`,
    ]);
  });

  test("as it is asked by https, and does not speak it", async () => {
    const cwd = temporaryFolder();
    const { address } = await proxyServer();
    const env = { ...HERE, HTTPS_PROXY: `https://${address}` };
    const { code, stderr } = await callCommand([], { cwd, env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `rekognition-inventory: the proxy at ${address} does not speak https; write http://${address} in HTTPS_PROXY\n`,
    });
  });

  test("as it is none", async () => {
    const env = { ...HERE, HTTPS_PROXY: "socks5://me:CANARY@127.0.0.1:1080" };
    expect(await callCommand([], { cwd: temporaryFolder(), env })).toEqual({
      code: 2,
      stdout: "",
      stderr: "rekognition-inventory: HTTPS_PROXY names a socks5 proxy; name an http proxy, as http://HOST:PORT\n",
    });
  });
});

const REKOGNITION = "rekognition.us-east-1.amazonaws.com";
const DOWN = withLogin("127.0.0.1:9");

/** The sentence of a run that leaves nothing else. */
async function leftBy(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await runCommand(args, { cwd, env: { ...HERE, ...env } }).finished;
  expect({ code, stdout, files: readdirSync(cwd) }).toEqual({ code: 1, stdout: "", files: [] });
  return stderr.replace("rekognition-inventory: ", "").trimEnd();
}
