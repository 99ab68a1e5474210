import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** A file that an index takes something from is named, in kebab-case, after something that it exports. */
export const namedAfterTheirExport: Rule = (sources) =>
  sources
    .filter(({ path }) => /^packages\/[^/]+\/src\/index\.ts$/.test(path))
    .flatMap(({ path, reexports }) => {
      const files = new Map<string, string[]>();
      for (const { name, from } of reexports) {
        if (from.startsWith(".")) {
          files.set(from, [...(files.get(from) ?? []), name]);
        }
      }
      return [...files].flatMap(([from, names]) => {
        const file = posix.basename(from, ".js");
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(file)) {
          return [`${path}: ${from} is not kebab-case`];
        }
        const target = posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts");
        const own = sources.find((source) => source.path === target)?.exports ?? [];
        return [...names, ...own].some((name) => letters(name) === letters(file))
          ? []
          : [`${path}: ${from} is named after none of ${names.join(", ")}`];
      });
    });

/** `describeProjects$` and `describe-projects` are one name. */
function letters(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}
