/**
 * A text from elsewhere in one line, without control characters: a message of a service must not move the cursor or
 * colour the terminal.
 */
export function oneLine(text: string): string {
  // Cf as well: it has the characters that change the direction of writing.
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
