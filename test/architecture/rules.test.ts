import { describe, expect, test } from "vitest";

import type { Rule } from "./rule.js";
import { declaredDependencies } from "./rules/declared-dependencies.js";
import { namedAfterTheirExport } from "./rules/named-after-their-export.js";
import { noCycles } from "./rules/no-cycles.js";
import { noDrawers } from "./rules/no-drawers.js";
import { noMutedTests } from "./rules/no-muted-tests.js";
import { noSilencedTypes } from "./rules/no-silenced-types.js";
import { noStarExports } from "./rules/no-star-exports.js";
import { packagesPointOneWay } from "./rules/packages-point-one-way.js";
import { plainWords } from "./rules/plain-words.js";
import { roomsPointOneWay } from "./rules/rooms-point-one-way.js";
import { signalsAreKept } from "./rules/signals-are-kept.js";
import { sweepByNameAlone } from "./rules/sweep-by-name-alone.js";
import { sourceFile } from "./source-file.js";

/** Files by their path. */
type Sample = Readonly<Record<string, string>>;

const declared = declaredDependencies([{ folder: "packages/core", names: ["rxjs", "@aws-sdk/client-rekognition"] }]);

// Each rule is shown what it forbids, so that a green run of the workspace means something.
describe("a rule complains about", () => {
  const violations: readonly (readonly [string, Rule, Sample])[] = [
    ["core that imports operators", packagesPointOneWay, at("core", `import "@rekognition-rx/operators";`)],
    [
      "operators that import the inventory",
      packagesPointOneWay,
      at("operators", `import "@rekognition-rx/inventory";`),
    ],
    [
      "an inventory that imports the emulator",
      packagesPointOneWay,
      at("inventory", `import("@rekognition-rx/emulator");`),
    ],
    [
      "an emulator that imports core",
      packagesPointOneWay,
      at("emulator", `import type { A } from "@rekognition-rx/core";`),
    ],
    ["an emulator that imports the SDK", packagesPointOneWay, at("emulator", `import "@aws-sdk/client-rekognition";`)],
    [
      "a type that is imported in place",
      packagesPointOneWay,
      at("emulator", `let a: import("@rekognition-rx/core").A;`),
    ],
    ["a way around the public entry", packagesPointOneWay, at("operators", `import "../../core/src/index.js";`)],
    [
      "an example that reaches deep",
      packagesPointOneWay,
      { "examples/src/a.ts": `import "@rekognition-rx/core/dist/a.js";` },
    ],
    [
      "an example that leaves its folder",
      packagesPointOneWay,
      { "examples/src/a.ts": `import "../../packages/core/src/a.js";` },
    ],
    ["an inventory that imports the sweep", packagesPointOneWay, at("inventory", `import "@rekognition-rx/sweep";`)],
    ["a sweep that reaches around the inventory", packagesPointOneWay, at("sweep", `import "@rekognition-rx/core";`)],
    [
      "another file of the inventory that names the sweep",
      sweepByNameAlone,
      at("inventory", `const a = "@rekognition-rx/sweep";`),
    ],
    ["an error that imports a walk", roomsPointOneWay, room("errors", `import "../walk/walk.js";`)],
    ["a walk that imports its delivery", roomsPointOneWay, room("walk", `import "../delivery/push-pages.js";`)],
    ["a request that imports a walk", roomsPointOneWay, room("request", `import "../walk/place.js";`)],
    [
      "a retry that imports a limiter",
      roomsPointOneWay,
      { "packages/operators/src/retry/a.ts": `import "../limit/b.js";` },
    ],
    [
      "a limiter that imports its operator",
      roomsPointOneWay,
      { "packages/operators/src/limit/a.ts": `import "../pace/b.js";` },
    ],
    ["a row that imports a sink", roomsPointOneWay, { "packages/inventory/src/rows/a.ts": `import "../sinks/b.js";` }],
    ["a codec that imports an operation", roomsPointOneWay, room("codecs", `import "../operations/a.js";`)],
    [
      "a listing that imports an operation",
      roomsPointOneWay,
      room("listing", `export { a } from "../operations/a.js";`),
    ],
    ["a room that imports the index", roomsPointOneWay, room("operations", `import "../index.js";`)],
    ["a room that nobody knows", roomsPointOneWay, room("cellar", "")],
    ["a cycle of two", noCycles, { "a.ts": `import "./b.js";`, "b.ts": `import type { A } from "./a.js";` }],
    [
      "a cycle of three",
      noCycles,
      { "a.ts": `import "./b.js";`, "b.ts": `import "./c/d.js";`, "c/d.ts": `import "../a.js";` },
    ],
    ["a file that imports itself", noCycles, { "a.ts": `import "./a.js";` }],
    ["utils.ts", noDrawers, { "packages/core/src/utils.ts": "" }],
    ["types.ts", noDrawers, { "packages/core/src/listing/types.ts": "" }],
    ["a folder of helpers", noDrawers, { "test/helpers/a.ts": "" }],
    ["common.test.ts", noDrawers, { "packages/core/test/common.test.ts": "" }],
    ["export *", noStarExports, at("core", `export * from "./a.js";`)],
    ["export * as", noStarExports, at("core", `export * as all from "./a.js";`)],
    ["@ts-ignore", noSilencedTypes, { "packages/core/test/a.test.ts": silencer("ignore") }],
    ["@ts-nocheck", noSilencedTypes, { "scripts/a.mjs": silencer("nocheck") }],
    ["@ts-expect-error in a source", noSilencedTypes, at("core", "const a = 1; // @ts-expect-error reason\n")],
    ["@ts-expect-error in a block comment", noSilencedTypes, at("core", "/* @ts-expect-error reason */\n")],
    ["test.skip", noMutedTests, { "test/a.test.ts": `test.skip("a", () => {});` }],
    ["describe.only", noMutedTests, { "test/a.test.ts": `describe.only("a", () => {});` }],
    ["it.concurrent.only.each", noMutedTests, { "test/a.test.ts": "it.concurrent.only.each([1])(`a`, () => {});" }],
    ["it.todo", noMutedTests, { "test/a.test.ts": `it.todo("a");` }],
    [
      "a file named after nothing in it",
      namedAfterTheirExport,
      at("core", `export { paginate$ } from "./listing/walk.js";`),
    ],
    ["a public file in camelCase", namedAfterTheirExport, at("core", `export { aB } from "./aB.js";`)],
    ["a word that says less than reported", plainWords, { "test/a.test.ts": word(["to", "ld"], "of a throttle") }],
    ["a word that says less than describes", plainWords, { "docs/a.md": word(["tel", "ls"], "of projects") }],
    ["a word of place that stands for time", plainWords, { "docs/a.md": word(["be", "hind"], "another page") }],
    ["AbortSignal.any in the inventory", signalsAreKept, at("inventory", "const signal = AbortSignal.any([a, b]);")],
    ["an undeclared dependency", declared, at("core", `import "fp-ts/lib/Either.js";`)],
    ["an undeclared dependency's type", declared, at("core", `import type { A } from "@smithy/types";`)],
    ["an undeclared dependency of a command", declared, { "packages/core/bin/a.js": `import "commander";` }],
  ];
  test.each(violations)("%s", (_, rule, sample) => {
    expect(judge(rule, sample)).toHaveLength(1);
  });
});

describe("a rule accepts", () => {
  const samples: readonly (readonly [string, Rule, Sample])[] = [
    [
      "an arrow of the design",
      packagesPointOneWay,
      at("inventory", `import "@rekognition-rx/operators"; import "./a.js";`),
    ],
    [
      "an example on public entries",
      packagesPointOneWay,
      { "examples/src/a.ts": `import "@rekognition-rx/emulator"; import "./b.js";` },
    ],
    ["an import in a comment", packagesPointOneWay, at("core", `/** import "@rekognition-rx/operators"; */`)],
    ["an import in a string", packagesPointOneWay, at("core", "const a = `import '@rekognition-rx/operators'`;")],
    [
      "a room of the design",
      roomsPointOneWay,
      room("operations", `import "../listing/a.js"; import "./b.js"; import "rxjs";`),
    ],
    [
      "the index, which imports every room",
      roomsPointOneWay,
      { "packages/core/src/index.ts": `export { a } from "./errors/a.js";` },
    ],
    [
      "a diamond",
      noCycles,
      {
        "a.ts": `import "./b.js"; import "./c.js";`,
        "b.ts": `import "./d.js";`,
        "c.ts": `import "./d.js";`,
        "d.ts": "",
      },
    ],
    [
      "a name that begins like a drawer",
      noDrawers,
      { "packages/core/src/utilisation.ts": "", "packages/core/src/typed-page.ts": "" },
    ],
    [
      "a type test",
      noSilencedTypes,
      { "packages/core/test/a.test.ts": "// @ts-expect-error reason\n", "test/types.test-d.ts": "" },
    ],
    ["a string that says @ts-ignore", noSilencedTypes, at("core", `const a = "@ts-ignore";`)],
    [
      "AbortSignal.any where it is mended",
      signalsAreKept,
      { "packages/inventory/src/crawl/any-signal.ts": "export const any = AbortSignal.any([a, b]);" },
    ],
    ["skip of something else", noMutedTests, { "test/a.test.ts": `rows.skip(3); test.each([1])("a", () => {});` }],
    [
      "one public name among others",
      namedAfterTheirExport,
      at("core", `export { type A, describeProjects$ } from "./operations/describe-projects.js";`),
    ],
    [
      "a file of which only the types are public",
      namedAfterTheirExport,
      {
        ...at("core", `export type { A } from "./pace/token-bucket.js";`),
        "packages/core/src/pace/token-bucket.ts": "export interface A {}\nexport function tokenBucket(): void {}",
      },
    ],
    [
      "what is left behind",
      plainWords,
      { "docs/a.md": "// No timer is left behind, and the clock is behind that of AWS." },
    ],
    [
      "a declared dependency, and Node's own",
      declared,
      at("core", `import "rxjs/operators"; import "node:fs"; import "./a.js";`),
    ],
  ];
  test.each(samples)("%s", (_, rule, sample) => {
    expect(judge(rule, sample)).toEqual([]);
  });
});

function judge(rule: Rule, sample: Sample): readonly string[] {
  return rule(Object.entries(sample).map(([path, text]) => sourceFile(path, text)));
}

/** Put together here, so that this file silences nothing itself. */
function silencer(kind: string): string {
  return `// @ts-${kind}\n`;
}

/** Put together here, as {@link silencer} is. */
function word(parts: readonly string[], rest: string): string {
  return `// ${parts.join("")} ${rest}`;
}

function at(name: string, text: string): Sample {
  return { [`packages/${name}/src/index.ts`]: text };
}

function room(name: string, text: string): Sample {
  return { [`packages/core/src/${name}/sample.ts`]: text };
}
