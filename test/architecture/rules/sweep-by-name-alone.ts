import type { Rule } from "../rule.js";

/** Where the inventory names the package that stands on it. */
const LOADER = "packages/inventory/src/command/load-sweep-engine.ts";

/** The inventory loads the sweep at run time, by its name, in one place. */
export const sweepByNameAlone: Rule = (sources) => {
  const naming = sources
    .filter(
      ({ path, text }) => path.startsWith("packages/inventory/src/") && /["']@rekognition-rx\/sweep["']/.test(text),
    )
    .map(({ path }) => path);
  return naming
    .filter((path) => path !== LOADER)
    .map((path) => `${path} names @rekognition-rx/sweep: only ${LOADER} does`);
};
