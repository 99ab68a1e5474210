/**
 * A text of an error without the passwords of the URLs in it: what was typed in the wrong place is repeated by sentences
 * that do not know what it is.
 */
export function withoutPasswords(text: string): string {
  return text.replaceAll(/(:\/\/[^\s:@/]*):\S*@/g, "$1:***@").replaceAll(/([?&]password=)[^\s&"']*/gi, "$1***");
}
