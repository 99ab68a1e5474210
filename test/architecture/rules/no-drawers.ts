import { posix } from "node:path";

import type { Rule } from "../rule.js";

const DRAWERS = /^(utils?|types?|helpers?|common|misc|shared)(\.|$)/;

/** No file or folder that holds whatever had no place: a thing has a name. */
export const noDrawers: Rule = (sources) =>
  sources
    .filter(({ path }) => path.split("/").some((part) => DRAWERS.test(part)))
    .map(({ path }) => `${path} is a drawer (${posix.basename(path)}): name it after what it holds`);
