import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Certificates, certificates, hasOpenssl, servedByTls } from "../support/certificates.js";
import { callCommand } from "../support/call-command.js";
import { type CommandFolder, commandFolder, KEYS } from "../support/command-folder.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = { ...KEYS, AWS_REGION: "us-east-1" };

describe.skipIf(!hasOpenssl)("a server whose certificate a root of one's own vouches for", () => {
  test.each(["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"])("is trusted if %s names it", async (variable) => {
    const { start, args, root } = await tlsFolder();
    const env = { [variable]: root };
    expect(await start([...args, "--quiet"], { env }).finished).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("is trusted if ca_bundle of the profile names it, or both variables are set", async () => {
    const { run, start, args, root, cwd } = await tlsFolder();
    const other = certificates().root;
    writeFileSync(join(cwd, "config"), `[profile work]\nregion = us-east-1\n${KEYS_OF_FILE}ca_bundle = ${root}\n`);
    const finished = await Promise.all([
      run([...args, "--quiet", "--profile", "work", "--out", "a"], { env: { AWS_CONFIG_FILE: "config" } }),
      start([...args, "--quiet", "--out", "b"], { env: { AWS_CA_BUNDLE: other, NODE_EXTRA_CA_CERTS: root } }).finished,
    ]);
    expect(finished.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ""],
      [0, ""],
    ]);
  });

  test.each([{}, { AWS_CA_BUNDLE: "another" }])("is not trusted with %j, and both variables are named", async (env) => {
    const { run, args, cwd } = await tlsFolder();
    writeFileSync(join(cwd, "another"), `# A root\n${certificates().certificate}`);
    const { code, stdout, stderr } = await run(args, { env });
    expect({ code, stdout, files: readdirSync(cwd) }).toEqual({ code: 1, stdout: "", files: ["another"] });
    expect(stderr).toMatch(
      /^rekognition-inventory: the certificate of the server is not trusted \(unable to verify the first certificate.*\); if a proxy on the way opens TLS, name the file of its root certificate in NODE_EXTRA_CA_CERTS, or a whole bundle in AWS_CA_BUNDLE\n$/,
    );
  });
});

test("a bundle of certificates that is not there is one sentence", async () => {
  const env = { ...HERE, AWS_CA_BUNDLE: "none.pem" };
  expect(await callCommand([], { cwd: temporaryFolder(), env })).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "rekognition-inventory: the certificates that AWS_CA_BUNDLE names cannot be read from none.pem: there is no such file; name a PEM file of root certificates, or take it away\n",
  });
});

/** An emulator that is asked by https. */
async function tlsFolder(): Promise<CommandFolder & Certificates & { readonly args: readonly string[] }> {
  const folder = await commandFolder();
  const certified = certificates();
  const port = await servedByTls(folder.emulator.url, certified);
  return { ...folder, ...certified, args: ["--endpoint-url", `https://127.0.0.1:${port}`] };
}

const KEYS_OF_FILE = "aws_access_key_id = 111122223333\naws_secret_access_key = CANARY-SECRET-KEY\n";
