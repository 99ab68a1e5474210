/**
 * Finds entries by `source-ref`: a hash table that keeps no text of its own, in twelve to twenty-four bytes an entry.
 */
export class SourceRefIndex {
  readonly #sourceRefAt: (position: number) => string;
  /** Positions plus one; 0 is a free place. */
  #places = none;
  #hashes = none;
  #size = 0;

  /** @param sourceRefAt reads the text of an entry back; asked for where hashes are equal */
  constructor(sourceRefAt: (position: number) => string) {
    this.#sourceRefAt = sourceRefAt;
  }

  find(sourceRef: string): number | undefined {
    if (this.#size === 0) return undefined;
    const hash = fnv(sourceRef);
    const mask = this.#places.length - 1;
    for (let place = hash & mask; this.#places[place] !== 0; place = (place + 1) & mask) {
      const position = (this.#places[place] ?? 0) - 1;
      if (this.#hashes[place] === hash && this.#sourceRefAt(position) === sourceRef) return position;
    }
    return undefined;
  }

  /** Adds one that is not there yet. */
  add(sourceRef: string, position: number): void {
    if (this.#size * 2 >= this.#places.length) this.#grow();
    this.#insert(fnv(sourceRef), position);
    this.#size += 1;
  }

  #insert(hash: number, position: number): void {
    const mask = this.#places.length - 1;
    let place = hash & mask;
    while (this.#places[place] !== 0) place = (place + 1) & mask;
    this.#places[place] = position + 1;
    this.#hashes[place] = hash;
  }

  #grow(): void {
    const places = this.#places;
    const hashes = this.#hashes;
    const length = Math.max(16, places.length * 2);
    this.#places = new Uint32Array(length);
    this.#hashes = new Uint32Array(length);
    for (const [place, position] of places.entries()) {
      if (position > 0) this.#insert(hashes[place] ?? 0, position - 1);
    }
  }
}

/** Of an account with a hundred thousand datasets, most are empty. */
const none = new Uint32Array(0);

/** FNV-1a with a last mix, so that names which count up spread over the table. */
function fnv(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
