import type { Rule } from "../rule.js";

/** The type checker is silenced in type tests only, by `@ts-expect-error`. */
export const noSilencedTypes: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const isTest = /^(packages\/[^/]+\/)?test\//.test(path);
    const silencers = new Set(text.match(/^.*(\/\/|\/?\*)\s*@ts-(ignore|nocheck|expect-error)\b/gm) ?? []);
    return [...silencers]
      .filter((line) => !(isTest && line.includes("@ts-expect-error")))
      .map((line) => `${path} silences the type checker: ${line.trim()}`);
  });
