/**
 * A digest of a text: 8 bytes, as 16 hexadecimal digits. Different texts have the same digest only by chance.
 *
 * It protects no secret. It is written by hand because the digests of a browser are asynchronous.
 *
 * @param seed - another seed gives other digests of the same texts.
 */
export function digest(text: string, seed: number = 0): string {
  let low = 0x9e3779b9 ^ seed;
  let high = 0x85ebca6b ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  // Each half depends on both lanes: with one lane alone, short texts with the same end would have the same digest.
  const mixedLow = mix(low ^ (high >>> 15));
  const mixedHigh = mix(high ^ (mixedLow >>> 13));
  return hex(mixedHigh) + hex(mixedLow);
}

/** Spreads every bit of the number over the whole number. */
function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
