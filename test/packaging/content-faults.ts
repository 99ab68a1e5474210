import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

import * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";

/** What is wrong with the files of an unpacked package, one sentence each. */
export function contentFaults(folder: string): readonly string[] {
  const files = filesUnder(folder);
  return [
    ...["package.json", "README.md", "LICENSE", "dist/index.js", "dist/index.d.ts"]
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing`),
    ...files.filter((file) => !BELONGS.test(file)).map((file) => `${file} does not belong in a package`),
    ...files
      .filter((file) => /tsbuildinfo|(\.|\/)(test|spec|bench)\b|\.tgz$/.test(file))
      .map((file) => `${file} is ours`),
    ...files.filter((file) => /^dist\/.*\.(js|d\.ts)(\.map)?$/.test(file)).flatMap((file) => distFaults(folder, file)),
  ];
}

/** What npm wants, what is built and from what, and what users of the emulator take from it: documentation, a seed, a container. */
const BELONGS =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|(dist|src|bin|docs|examples)\/.*|seed\.schema\.json|Dockerfile|compose\.yaml)$/;

/** Output of a source that is gone, output without its map, a map that leads nowhere. */
function distFaults(folder: string, file: string): readonly string[] {
  // What is bundled has other people's, and no map.
  if (/^dist\/bundled\/[\w-]+\.js$/.test(file)) {
    return [];
  }
  const source = file.replace(/^dist\//, "src/").replace(/\.(d\.ts|js)(\.map)?$/, ".ts");
  const faults = existsSync(join(folder, source)) ? [] : [`${file} has no source: it is stale`];
  if (!file.endsWith(".map")) {
    return existsSync(join(folder, `${file}.map`)) ? faults : [...faults, `${file} has no source map`];
  }
  return [...faults, ...mapFaults(folder, file)];
}

const SourceMap = t.intersection([
  t.type({ sources: t.array(t.string) }),
  t.partial({ sourcesContent: t.array(t.union([t.string, t.null])) }),
]);

function mapFaults(folder: string, file: string): readonly string[] {
  const map = SourceMap.decode(JSON.parse(readFileSync(join(folder, file), "utf8")));
  if (E.isLeft(map)) {
    return [`${file} is no source map`];
  }
  const { sources, sourcesContent } = map.right;
  return sources
    .filter((source, i) => typeof sourcesContent?.[i] !== "string" && !existsSync(join(folder, dirname(file), source)))
    .map((source) => `${file} leads to ${source}, which is not in the package`);
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.startsWith("node_modules") && statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll("\\", "/"));
}
