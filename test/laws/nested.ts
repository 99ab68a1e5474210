import {
  isListingError,
  isRepeatedTokenError,
  isTooManyPagesError,
  RepeatedTokenError,
  type Listing,
  ListingError,
  listingFrom,
  paginate$,
} from "@rekognition-rx/core";
import { type EachPage, walkEach } from "@rekognition-rx/operators";
import { catchError, map, Observable, throwError } from "rxjs";
import type { FakeConfig } from "../arbitraries/fake-service.js";
import { nextTokenShape } from "../arbitraries/shape.js";
import { siblings } from "./siblings.js";
import type { AnyListing, Subject } from "./subject.js";

/** The walk of one parent's child, as the laws are stated: its pages, and its errors without what `walkEach` puts around. */
const nested: Subject = {
  name: "walkEach of one parent",
  operation: "ListThings",
  isNested: true,
  shape: nextTokenShape("Things"),
  list: ({ checkpoint, signal, maxPages, label, prefetch = 0, ...child }: FakeConfig, input?: object) => {
    const each = walkEach<OnePage, object>(
      oneParent,
      () => paginate$<never, never>(child as never, ListThingsCommand as never, input as never),
      {
        checkpoint,
        signal: signal ?? child.sendOptions?.abortSignal,
        maxPages,
        label,
        prefetch,
        concurrency: 1,
      },
    );
    return new Unwrapped(each);
  },
};

/** Every listing, and the walk of the child of one. */
export const listings: readonly Subject[] = [...siblings, nested];

class ListThingsCommand {
  readonly input: object;

  constructor(input: object) {
    this.input = input;
  }
}

interface OnePage {
  readonly ProjectDescriptions: readonly object[];
  readonly NextToken: string;
}

const oneParent = listingFrom<OnePage>({
  operation: "OneParent",
  begin: ({ token }) => ({
    next: (position) =>
      Promise.resolve(
        position === 1 ? undefined : { ProjectDescriptions: [{ ProjectArn: "arn" }], NextToken: token(1) },
      ),
    close: () => undefined,
  }),
});

class Unwrapped extends Observable<object> implements AnyListing {
  readonly #each: Listing<EachPage<unknown, object>>;

  constructor(each: Listing<EachPage<unknown, object>>) {
    super((subscriber) =>
      each
        .pipe(
          map(({ page }) => page),
          catchError((error: unknown) => throwError(() => unwrapped(error))),
        )
        .subscribe(subscriber),
    );
    this.#each = each;
  }

  [Symbol.asyncIterator](): AsyncIterator<object, undefined, undefined> {
    const pages = this.#each[Symbol.asyncIterator]();
    return {
      next: async () => {
        try {
          const result = await pages.next();
          return result.done === true ? result : { done: false, value: result.value.page };
        } catch (error) {
          throw unwrapped(error);
        }
      },
      return: async () => {
        await pages.return?.();
        return { done: true, value: undefined };
      },
    };
  }

  resumeFrom(token: string | object | undefined, overrides?: object): AnyListing {
    return new Unwrapped(this.#each.resumeFrom(token as string | undefined, overrides));
  }
}

/** A token of the service that looks like one of ours is wrapped once more. */
function unwrappedToken(token: string): unknown {
  return token.startsWith("rekognition-rx:")
    ? (JSON.parse(token.slice("rekognition-rx:".length)) as { readonly token: unknown }).token
    : token;
}

interface Position {
  readonly token: { readonly open: readonly (readonly [parent: string, resumeToken: string])[] };
}

function unwrapped(error: unknown): unknown {
  if (isRepeatedTokenError(error) && error.operation === "walkEach") {
    // The child's token came again, and so did the position that has it.
    const position = JSON.parse(String(error.token).slice("rekognition-rx:".length)) as Position;
    const token = position.token.open[0]?.[1] ?? "";
    const { label, pagesDelivered } = error;
    return new RepeatedTokenError({ operation: nested.operation, label, pagesDelivered, token: unwrappedToken(token) });
  }
  if (!isListingError(error)) {
    return error;
  }
  const { cause, resumeToken, pagesDelivered, label } = error;
  if (isRepeatedTokenError(cause) || isTooManyPagesError(cause)) {
    return cause;
  }
  return isListingError(cause)
    ? new ListingError({ operation: cause.operation, label, cause: cause.cause, resumeToken, pagesDelivered })
    : error;
}
