import type { Rule } from "../rule.js";

/** Where Node 20 is supported, and a time-out may be among the signals. */
const PLACE = "packages/inventory/src/";
const HELPER = `${PLACE}crawl/any-signal.ts`;

/** `AbortSignal.any` forgets time-outs on Node 20, so `anySignal` is used in its place. */
export const signalsAreKept: Rule = (sources) =>
  sources.flatMap(({ path, memberChains }) =>
    path.startsWith(PLACE) && path !== HELPER && memberChains.includes("AbortSignal.any")
      ? [`${path} uses AbortSignal.any: use anySignal`]
      : [],
  );
