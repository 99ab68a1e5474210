/** A number with its noun: `1 page`, `2,400 projects`. */
export function count(number: number, noun: string, plural: string = `${noun}s`): string {
  return `${formatted(number)} ${number === 1 ? noun : plural}`;
}

/** A number with its thousands separated, the same on every machine. */
export function formatted(number: number): string {
  return number.toLocaleString("en-US");
}

/** Milliseconds as seconds: `0.4 s`, and from a minute on `2 min 5 s`. */
export function duration(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) {
    return `${(tenths / 10).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
