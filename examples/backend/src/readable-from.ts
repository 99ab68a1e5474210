import { Readable } from "node:stream";
import { type Observable, Subscription } from "rxjs";

/**
 * What a stream emits, for one reader who may be slow, or never read at all.
 *
 * Something that happens cannot be asked to wait: it is kept, and when there is more of that than the limit, the reader is
 * cut off. However the reading ends, so does the subscription.
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
