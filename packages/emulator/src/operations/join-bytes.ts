/** The items with commas between them, in one piece: several times faster than through a string. */
export function joinBytes(start: string, items: readonly Buffer[], end: string): Buffer {
  const size = items.reduce((sum, item) => sum + item.length + 1, Buffer.byteLength(start) + Buffer.byteLength(end));
  // One byte more than needed if there are items: there is no comma after the last one.
  const joined = Buffer.allocUnsafe(size);
  let at = joined.write(start, 0);
  for (const [index, item] of items.entries()) {
    if (index > 0) {
      at = joined.writeUInt8(COMMA, at);
    }
    at += item.copy(joined, at);
  }
  at += joined.write(end, at);
  return joined.subarray(0, at);
}

const COMMA = 0x2c;
