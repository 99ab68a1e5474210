/** A fenced block of a Markdown text. */
export interface Fence {
  /** The first word after the backticks, in lower case: `ts`. */
  readonly language: string;
  /** The other words: `no-run`. */
  readonly flags: readonly string[];
  readonly code: string;
  /** The line of the opening backticks, from 1. */
  readonly line: number;
}

/** Every fence of a Markdown text, in order; one that is never closed reaches to the end, as in CommonMark. */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = markdown.split("\n");
  for (let i = 0; i < lines.length; i += 1) {
    const [, indent = "", ticks, info = ""] = /^(\s*)(```+|~~~+)([^`]*)$/.exec(lines[i] ?? "") ?? [];
    if (ticks === undefined) {
      continue;
    }
    const line = i + 1;
    const code: string[] = [];
    for (i += 1; i < lines.length && !closes(lines[i] ?? "", ticks); i += 1) {
      code.push((lines[i] ?? "").replace(new RegExp(`^\\s{0,${indent.length}}`), ""));
    }
    const [language = "", ...flags] = info.trim().split(/\s+/);
    fences.push({ language: language.toLowerCase(), flags, code: `${code.join("\n")}\n`, line });
  }
  return fences;
}

/** Whether a fence is a TypeScript one, under either of its names. */
export function isTypeScript({ language }: Fence): boolean {
  return language === "ts" || language === "typescript";
}

function closes(line: string, ticks: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(ticks) && /^(`+|~+)$/.test(trimmed);
}
