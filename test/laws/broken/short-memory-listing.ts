import { PlainListing } from "./plain-listing.js";

/** Remembers the last hundred tokens and nothing of those before. */
export class ShortMemoryListing extends PlainListing {
  override memory(start: string | undefined): (token: string) => boolean {
    const seen = new Set([start]);
    return (token) => {
      const isRepeat = seen.has(token);
      seen.add(token);
      const [oldest] = seen;
      if (seen.size > 100) {
        seen.delete(oldest);
      }
      return isRepeat;
    };
  }
}
