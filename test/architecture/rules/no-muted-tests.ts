import type { Rule } from "../rule.js";

const MUTED = /^(test|it|describe|suite|bench)\.(.+\.)?(skip|only|todo)$/;

/** Every test that is written runs. */
export const noMutedTests: Rule = (sources) =>
  sources.flatMap(({ path, memberChains }) =>
    memberChains.filter((chain) => MUTED.test(chain)).map((chain) => `${path} has a ${chain}`),
  );
