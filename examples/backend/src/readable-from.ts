import { Readable } from "node:stream";
import { type Observable, Subscription } from "rxjs";

/**
 * The texts of an Observable as a Readable, for one reader, who may be slow or never read at all.
 *
 * Events cannot be asked to wait: they are kept for the reader. If more bytes than the limit wait, the reader is cut off.
 * The subscription ends when the reading ends.
 *
 * @param limit - bytes that may wait for the reader.
 */
export function readableFrom(text$: Observable<string>, limit: number): Readable {
  const subscription = new Subscription();
  let hasBegun = false;
  const readable = new Readable({
    read() {
      if (hasBegun) {
        return;
      }
      hasBegun = true;
      subscription.add(
        text$.subscribe({
          next: (text) => {
            if (readable.readableLength > limit) {
              readable.destroy();
            } else {
              readable.push(text);
            }
          },
          error: (error: Error) => readable.destroy(error),
          complete: () => readable.push(null),
        }),
      );
    },
    destroy(error, done) {
      subscription.unsubscribe();
      done(error);
    },
  });
  return readable;
}
