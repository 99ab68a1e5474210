import { describe, expect, test } from "vitest";

import { readManifest } from "../packaging/manifest.js";
import { PUBLISHED } from "../packaging/packed-packages.js";
import { type Declared, declaredDependencies } from "./rules/declared-dependencies.js";
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
import { workspacePages } from "./workspace-pages.js";
import { workspaceSources } from "./workspace-sources.js";

const sources = workspaceSources();

describe("the workspace", () => {
  test.each(PUBLISHED)("has sources of %s to judge", (name) => {
    expect(sources.map(({ path }) => path)).toContain(`packages/${name}/src/index.ts`);
  });

  test.each([
    ["points its packages one way", packagesPointOneWay],
    ["points the rooms of each package one way", roomsPointOneWay],
    ["has the inventory name the sweep in one place", sweepByNameAlone],
    ["keeps the signals of which one may be a time-out", signalsAreKept],
    ["has no cycle of imports", noCycles],
    ["has no drawers", noDrawers],
    ["makes every public name public by name", noStarExports],
    ["silences no type error outside of its type tests", noSilencedTypes],
    ["runs every test that is written", noMutedTests],
    ["names public files after what they export", namedAfterTheirExport],
    ["imports in published code only what the package declares", declaredDependencies(publishedPackages())],
  ])("%s", (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });

  test("is written in words that are read once", () => {
    const pages = workspacePages();
    expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(["README.md", "docs/performance.md"]));
    expect(plainWords([...sources, ...pages])).toEqual([]);
  });
});

function publishedPackages(): readonly Declared[] {
  return PUBLISHED.map((name) => {
    const manifest = readManifest(new URL(`../../packages/${name}/package.json`, import.meta.url));
    return {
      folder: `packages/${name}`,
      names: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    };
  });
}
