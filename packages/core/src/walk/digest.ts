/**
 * Eight bytes of a text, as 16 hexadecimal digits: equal for equal texts, and different for others as well as chance can do.
 *
 * No secret rests on it. By hand, since the platform's own digests are asynchronous in a browser.
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
  // Each half depends on both lanes: one of them alone would let short texts with a common end meet.
  const mixedLow = mix(low ^ (high >>> 15));
  const mixedHigh = mix(high ^ (mixedLow >>> 13));
  return hex(mixedHigh) + hex(mixedLow);
}

/** Spreads every bit of the number over all of it. */
function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
