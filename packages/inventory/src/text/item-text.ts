/**
 * An item of a list, broken at spaces to fit 80 columns. A word that is longer is not broken.
 *
 * @param indent - spaces before its first line; the others have two more.
 */
export function itemText(text: string, indent = 2): string {
  const lines = text.replaceAll(new RegExp(`(.{1,${76 - indent}})(?: +|$)`, "g"), "$1\n").trimEnd();
  const margin = " ".repeat(indent);
  return `${margin}${lines.replaceAll("\n", `\n${margin}  `)}`;
}
