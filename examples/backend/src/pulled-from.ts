import { Readable } from "node:stream";

/**
 * A stream that asks for a chunk when its reader wants one, and keeps none.
 *
 * `Readable.from` does not do that: it takes a chunk ahead of a reader that has paused, whatever its `highWaterMark`, and here
 * a chunk is a page, with a request.
 *
 * @param first - a chunk that was asked for already.
 */
export function pulledFrom(first: string, rest: AsyncIterator<string>): Readable {
  let hasBegun = false;
  return new Readable({
    // Chunks are kept apart, and an empty one is one, too.
    objectMode: true,
    highWaterMark: 0,
    read() {
      if (!hasBegun) {
        hasBegun = true;
        this.push(first);
        return;
      }
      rest.next().then(
        ({ done, value }) => this.push(done === true ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
  });
}
