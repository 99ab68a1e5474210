import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { postgresForTests } from "../../packages/inventory/test/support/postgres.js";
import { brokenLinks } from "../docs/broken-links.js";
import { installConsumers } from "./consumer.js";
import { contentFaults } from "./content-faults.js";
import { manifestFaults } from "./manifest-faults.js";
import { readManifest } from "./manifest.js";
import { NODE_VERSIONS } from "./node-versions.js";
import { type PackedPackage, packPackages, PUBLISHED } from "./packed-packages.js";
import { type Finished, run, succeed } from "./run.js";
import { type EmulatorProcess, startEmulator } from "./start-emulator.js";
import { TSC } from "./tools.js";
import { typeFaultsOf } from "./type-faults.js";

const temp = mkdtempSync(join(tmpdir(), "rekognition-rx-packaging-"));
const esm = join(temp, "esm");
// Below the other, whose packages it finds: one install for both.
const commonjs = join(esm, "commonjs");
const packages = PUBLISHED.map((folder) => `@rekognition-rx/${folder}`);

const postgres = postgresForTests();

let packed: readonly PackedPackage[] = [];
/** Node binaries by their version: the machine's own, and the newer ones. */
const nodes = new Map([[process.versions.node, process.execPath]]);
let compiled: Finished | undefined;
let typeFaults: ReturnType<typeof typeFaultsOf> | undefined;
let emulator: EmulatorProcess | undefined;

beforeAll(async () => {
  packed = await packPackages(temp);
  await Promise.all([
    installConsumers(esm, packed, ["@types/node"]),
    ...NODE_VERSIONS.map(async (version) => {
      const path = await succeed("npx", ["-y", "-p", `node@${version}`, "node", "-p", "process.execPath"], {
        cwd: temp,
      });
      nodes.set(version, path.trim());
    }),
  ]);
  compiled = await run(process.execPath, [TSC, "-p", esm]);
}, 240_000);

afterAll(async () => {
  await emulator?.stop();
  rmSync(temp, { recursive: true, force: true });
});

test("the command's bundle is packed as the workspace builds it: a command that runs may be reading its files", async () => {
  const root = new URL("../..", import.meta.url);
  const bundled = (): readonly string[] => readdirSync(new URL("packages/inventory/dist/bundled", root)).toSorted();
  const asPacked = bundled();
  await succeed(process.execPath, ["packages/inventory/bundle.mjs"], { cwd: fileURLToPath(root) });
  expect(bundled()).toEqual(asPacked);
});

describe.each(packages)("%s as packed", (name) => {
  const installed = join(esm, "node_modules", name);

  test("holds its license, README, declarations and maps, and nothing else of ours", () => {
    expect(contentFaults(installed)).toEqual([]);
  });

  test("says in package.json what npm's readers look for", () => {
    expect(manifestFaults(installed)).toEqual([]);
  });

  test("has no link in its pages that leads nowhere where it is installed", () => {
    const pages = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
    expect(pages).toContain("README.md");
    expect(pages.flatMap((page) => brokenLinks(join(installed, page)).map((fault) => `${page}: ${fault}`))).toEqual([]);
  });

  test("satisfies publint, warnings and suggestions included", async () => {
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: tarballOf(name) } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("gives ESM users the right types", async () => {
    typeFaults ??= typeFaultsOf(packed);
    expect((await typeFaults).get(name)).toEqual([]);
  });
});

describe("a stranger's program", () => {
  test("type-checks in strict TypeScript, declarations of all its libraries included", () => {
    expect(compiled?.stdout).toBe("");
    expect(compiled?.code).toBe(0);
  });

  beforeAll(async () => {
    // The emulator is the packed one, too.
    emulator = await startEmulator(join(esm, "node_modules/.bin/rekognition-emulator"));
  });

  describe.each([...new Set([process.versions.node, ...NODE_VERSIONS])])("under Node %s", (version) => {
    test.each([
      ["an ES module", join(esm, "listing.js")],
      ["CommonJS", join(commonjs, "listing.cjs")],
    ])("lists projects as %s", async (_, program) => {
      const { code, stdout, stderr } = await run(nodeBinary(version), [program], { env: emulator?.env ?? {} });
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        names: ["page after nothing", "page after one"],
        projects: expect.toSatisfy((projects: number) => projects > 0) as unknown,
        datasets: expect.toSatisfy((datasets: number) => datasets > 0) as unknown,
        loaded: ["function", "function", true],
      });
    });

    test("shares a run out, and shows where it stands", async () => {
      const command = join(esm, "node_modules/.bin/rekognition-inventory");
      const sweep = ["--sweep", await postgres.database()];
      const env = emulator?.env ?? {};
      const out = ["--out", join(temp, `swept-${version}`)];
      const args = [command, "export", ...sweep, ...out, "--rate", "1000", "--quiet"];
      const { code, stderr } = await run(nodeBinary(version), args, { env });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const status = await run(nodeBinary(version), [command, "status", ...sweep], { env });
      expect(status.stderr).toBe("");
      expect(status.stdout).toContain("ended at");
    });

    test.each(commands())("runs %s --help", async (command) => {
      const help = await run(nodeBinary(version), [join(esm, "node_modules/.bin", command), "--help"]);
      expect(help.stderr).toBe("");
      expect(help.code).toBe(0);
      expect(help.stdout).toContain(`Usage: ${command}`);
    });
  });

  test("says what to install where the sweep is not, and ends with 2", async () => {
    const installed = join(esm, "node_modules/@rekognition-rx/sweep");
    renameSync(installed, `${installed}-gone`);
    try {
      const command = join(esm, "node_modules/.bin/rekognition-inventory");
      const { code, stderr } = await run(process.execPath, [
        command,
        "worker",
        "--sweep",
        "postgres://me@127.0.0.1:1/db",
      ]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr:
          "rekognition-inventory: --sweep needs a package that is not installed: npm install @rekognition-rx/sweep\n",
      });
    } finally {
      renameSync(`${installed}-gone`, installed);
    }
  });

  test("writes every view with the command, what is bundled for the report among it", async () => {
    const out = join(temp, "out");
    const args = [
      "--depth",
      "versions",
      "--rate",
      "1000",
      "--format",
      "ndjson,csv,parquet,html",
      "--quiet",
      "--out",
      out,
    ];
    const command = join(esm, "node_modules/.bin/rekognition-inventory");
    const { code, stderr } = await run(process.execPath, [command, ...args], { env: emulator?.env ?? {} });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(out, "versions.parquet"))).toBe(true);
    expect(readFileSync(join(out, "report.html"), "utf8").includes("datatables.net/license")).toBe(true);
  });

  test.each(commands())("runs %s by its name", async (command) => {
    const help = await run(join(esm, "node_modules/.bin", command), ["--help"]);
    expect(help.code, help.stderr).toBe(0);
  });
});

function commands(): readonly string[] {
  return PUBLISHED.flatMap((folder) =>
    Object.keys(readManifest(new URL(`../../packages/${folder}/package.json`, import.meta.url)).bin ?? {}),
  );
}

function nodeBinary(version: string): string {
  const binary = nodes.get(version);
  if (binary === undefined) {
    throw new Error(`Node ${version} was not installed`);
  }
  return binary;
}

function tarballOf(name: string): ArrayBuffer {
  const { tarball } = packed.find((each) => each.name === name) ?? {};
  if (tarball === undefined) {
    throw new Error(`${name} was not packed`);
  }
  return new Uint8Array(readFileSync(tarball)).buffer;
}
