/** The doc comments of a source as Markdown, each line where it stands in the source, so that line numbers agree. */
export function docCommentsOf(source: string): string {
  let inside = false;
  return source
    .split("\n")
    .map((line) => {
      const opens = !inside && /^\s*\/\*\*(?!\/)/.test(line);
      if (!inside && !opens) {
        return "";
      }
      const closes = line.includes("*/");
      inside = !closes;
      return line
        .replace(/^\s*\/\*\*\s?/, "")
        .replace(/\*\/.*$/, "")
        .replace(/^\s*\* ?/, "")
        .trimEnd();
    })
    .join("\n");
}

/** Lines, from 1, of each `@example` that is not followed by a TypeScript fence: nothing can check those. */
export function bareExamplesOf(source: string): readonly number[] {
  const lines = docCommentsOf(source).split("\n");
  return lines.flatMap((line, i) => {
    if (!/^@example\b/.test(line)) {
      return [];
    }
    const rest = lines.slice(i + 1);
    const next = rest.findIndex((each) => /^(@|```)/.test(each));
    return /^```(ts|typescript)\b/.test(rest[next] ?? "") ? [] : [i + 1];
  });
}
