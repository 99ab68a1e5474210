import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The relative links of a Markdown file that lead nowhere, with their headings: one sentence each.
 *
 * Pictures are left out: npm's site takes them from the repository.
 */
export function brokenLinks(file: string): readonly string[] {
  const text = withoutFences(readFileSync(file, "utf8"));
  return [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
    if (/^[a-z]+:/.test(target)) {
      return [];
    }
    const [path = "", heading] = target.split("#");
    const leadsTo = path === "" ? file : join(dirname(file), path);
    if (!existsSync(leadsTo)) {
      return [`${target} is not there`];
    }
    const isThere = heading === undefined || headingsOf(readFileSync(leadsTo, "utf8")).has(heading);
    return isThere ? [] : [`${target} has no such heading`];
  });
}

/** As GitHub makes them of the headings: in small letters, without punctuation, with hyphens for spaces. */
function headingsOf(markdown: string): ReadonlySet<string> {
  return new Set(
    [...withoutFences(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^(\s*)(```+|~~~+)[\s\S]*?^\s*\2\s*$/gm, "");
}
