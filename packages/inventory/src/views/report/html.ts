/** HTML that is safe to put into a page: every text in it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be in a template. Text is escaped; `null` is left out. */
type Part = Html | number | readonly Html[] | string | null;

/**
 * A template of HTML. A text from outside stays a text: it cannot become an element or an attribute.
 *
 * Attributes have to be in double quotes.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => `${text}${htmlOf(parts[at - 1] ?? null)}${string}`));
}

/**
 * Escapes a text for an element, or for an attribute in double quotes. Control characters are not HTML: each becomes a
 * U+FFFD. So does a character that changes the direction of writing, since it could make one account look like another.
 */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r\u0080-\u009F]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "\u{fffd}")
    .replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

function htmlOf(part: Part): string {
  if (part === null) {
    return "";
  }
  if (part instanceof Html) {
    return part.text;
  }
  return typeof part === "object" ? part.map(({ text }) => text).join("") : escaped(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
