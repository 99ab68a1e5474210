import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** No file imports itself by way of others, not even for a type. */
export const noCycles: Rule = (sources) => {
  const importsOf = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts")),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];

  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      cycles.push([...trail.slice(seenAt), path].join(" -> "));
    }
    if (seenAt >= 0 || done.has(path)) {
      return;
    }
    for (const next of importsOf.get(path) ?? []) {
      visit(next, [...trail, path]);
    }
    done.add(path);
  };
  for (const { path } of sources) {
    visit(path, []);
  }
  return cycles;
};
