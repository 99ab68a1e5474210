/** A line of a file in which each word stands for one thing: what is wrong with it, one sentence each. */
export function plainWords(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        MISUSED.filter(({ word, unless }) => word.test(line) && !unless?.test(line)).map(
          ({ instead }) => `${path}:${index + 1} should say ${instead}: ${line.trim()}`,
        ),
      ),
  );
}

/** Words of everyday speech that make a reader who is not native read a sentence twice. */
const MISUSED: readonly { readonly word: RegExp; readonly unless?: RegExp; readonly instead: string }[] = [
  { word: /\btold\b/i, instead: "reported, called, notified, given or known" },
  { word: /\btell(s|ing)? of\b/i, instead: "reports or describes" },
  {
    word: /\bbehind\b/i,
    // What is left behind, a clock that is late, what a proxy hides.
    unless: /\b(leav\w+|left|clock|proxy|proxies|ahead|(hours|minutes|days) behind)\b/i,
    instead: "after",
  },
];
