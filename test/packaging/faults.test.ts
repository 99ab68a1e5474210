import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { contentFaults } from "./content-faults.js";
import { manifestFaults } from "./manifest-faults.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rekognition-rx-faults-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const map = JSON.stringify({ sources: ["../src/index.ts"], sourcesContent: ["export {};"] });
const files: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "a" }),
  "README.md": "",
  LICENSE: "",
  "src/index.ts": "",
  "dist/index.js": "",
  "dist/index.js.map": map,
  "dist/index.d.ts": "",
  "dist/index.d.ts.map": JSON.stringify({ sources: ["../src/index.ts"] }),
};

describe("contentFaults", () => {
  test("finds nothing in a whole package", () => {
    write(files);
    expect(contentFaults(folder)).toEqual([]);
  });

  test.each(["README.md", "LICENSE", "dist/index.js", "dist/index.d.ts"])("misses %s", (file) => {
    write(Object.fromEntries(Object.entries(files).filter(([name]) => name !== file)));
    expect(contentFaults(folder)).toContain(`${file} is missing`);
  });

  test.each([
    ["dist/.tsbuildinfo", "dist/.tsbuildinfo is ours"],
    ["dist/a.test.js", "dist/a.test.js is ours"],
    ["src/a.test.ts", "src/a.test.ts is ours"],
    ["test/a.ts", "test/a.ts does not belong in a package"],
    ["tsconfig.json", "tsconfig.json does not belong in a package"],
    ["dist/gone.js", "dist/gone.js has no source: it is stale"],
    ["dist/gone.js", "dist/gone.js has no source map"],
  ])("complains about %s", (file, fault) => {
    write({ ...files, [file]: "" });
    expect(contentFaults(folder)).toContain(fault);
  });

  test("complains about a map that leads out of the package", () => {
    write({ ...files, "dist/index.js.map": JSON.stringify({ sources: ["../lib/index.ts"] }) });
    expect(contentFaults(folder)).toEqual(["dist/index.js.map leads to ../lib/index.ts, which is not in the package"]);
  });

  test("complains about a map that is none", () => {
    write({ ...files, "dist/index.js.map": "{}" });
    expect(contentFaults(folder)).toEqual(["dist/index.js.map is no source map"]);
  });
});

describe("manifestFaults", () => {
  const manifest = {
    name: "@rekognition-rx/a",
    version: "0.1.0",
    description: "A package that is fit to publish.",
    keywords: ["a", "b", "c"],
    homepage: "https://example.com",
    license: "Apache-2.0",
    repository: { type: "git", url: "git+https://example.com/a.git", directory: "packages/a" },
    type: "module",
    sideEffects: false,
    main: "./dist/index.js",
    types: "./dist/index.d.ts",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./package.json": "./package.json" },
    engines: { node: ">=20.19" },
    dependencies: { "@rekognition-rx/core": "^0.1.0", commander: "14.0.3" },
  };

  test("finds nothing in a manifest that is fit to publish", () => {
    write({ ...files, "package.json": JSON.stringify(manifest) });
    expect(manifestFaults(folder)).toEqual([]);
  });

  test.each([
    [{ private: true }, "it is private"],
    [{ version: "next" }, "version is not semver"],
    [{ description: undefined }, "description is missing"],
    [{ keywords: [] }, "keywords are missing"],
    [{ license: "MIT" }, "license is not Apache-2.0"],
    [{ repository: { ...manifest.repository, url: "a" } }, "repository is not a git+https URL"],
    [{ repository: { ...manifest.repository, directory: "." } }, "repository does not name the folder"],
    [{ homepage: undefined }, "homepage is missing"],
    [{ type: "commonjs" }, "it is not ESM"],
    [{ sideEffects: undefined }, "sideEffects is not false: bundlers keep all of it"],
    [{ engines: {} }, "engines.node is not >=20.19"],
    [{ scripts: { postinstall: "a" } }, "it has scripts"],
    [
      { exports: { ...manifest.exports, ".": { default: "./dist/index.js", types: "./dist/index.d.ts" } } },
      "exports do not begin with types",
    ],
    [{ main: undefined }, "main is not what exports give"],
    [{ types: "./dist/a.d.ts" }, "types are not what exports give"],
    [{ exports: { ".": manifest.exports["."] } }, "exports hide package.json"],
    [{ bin: { a: "./bin/a.js" } }, "./bin/a.js is not in the package"],
    [{ dependencies: { a: "workspace:^" } }, "a is asked for as workspace:^"],
    [{ peerDependencies: { a: "catalog:" } }, "a is asked for as catalog:"],
  ])("complains about %o", (change, fault) => {
    write({ ...files, "package.json": JSON.stringify({ ...manifest, ...change }) });
    expect(manifestFaults(folder)).toEqual([fault]);
  });
});

function write(contents: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
