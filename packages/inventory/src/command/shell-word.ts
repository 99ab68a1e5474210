/** A text that a shell takes for one word, and that a terminal can show: without control characters. */
export function shellWord(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) {
    return text;
  }
  const isPlain = !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
  return isPlain ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `$'${[...Buffer.from(text)].map(escaped).join("")}'`;
}

/** A byte, as bash, zsh and ksh read it between `$'` and `'`. */
function escaped(byte: number): string {
  const character = String.fromCodePoint(byte);
  return /[\w./:@%+=, -]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}
