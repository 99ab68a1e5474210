import type { Observable } from "rxjs";
import type { AnyListing } from "../subject.js";

/** A stream that is no listing any more, made to look like one, so that the laws can be asked of it. */
export function pulledFrom(pages$: Observable<object>, listing: AnyListing): AnyListing {
  return Object.assign(pages$, {
    resumeFrom: (token: string | object | undefined) => listing.resumeFrom(token),
    async *[Symbol.asyncIterator](): AsyncGenerator<object, undefined, undefined> {
      const seen: ({ readonly page: object } | { readonly error: unknown } | "end")[] = [];
      let wake = nobodyWaits;
      const tell = (event: (typeof seen)[number]): void => {
        seen.push(event);
        wake();
      };
      pages$.subscribe({
        next: (page) => tell({ page }),
        error: (error: unknown) => tell({ error }),
        complete: () => tell("end"),
      });
      for (;;) {
        const event = seen.shift();
        if (event === undefined) {
          await new Promise<void>((resolve) => (wake = resolve));
        } else if (event === "end") {
          return undefined;
        } else if ("error" in event) {
          throw event.error;
        } else {
          yield event.page;
        }
      }
    },
  });
}

function nobodyWaits(): void {
  // Until somebody does.
}
