/**
 * The text of an error, without the passwords of URLs in it. An error may repeat a URL that was typed in the wrong
 * place, without knowing that it is one.
 */
export function withoutPasswords(text: string): string {
  return text.replaceAll(/(:\/\/[^\s:@/]*):\S*@/g, "$1:***@").replaceAll(/([?&]password=)[^\s&"']*/gi, "$1***");
}
