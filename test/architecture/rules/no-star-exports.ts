import type { Rule } from "../rule.js";

/** Every public name is written down where it is made public. */
export const noStarExports: Rule = (sources) =>
  sources.flatMap(({ path, starExports }) => starExports.map((from) => `${path} exports * from ${from}: name them`));
