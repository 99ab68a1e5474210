import { concat, defer, EMPTY, from, mergeMap, type Observable, of } from "rxjs";
import { nextTokenShape } from "../../arbitraries/shape.js";
import { tokenAfter } from "./token-after.js";
import type { AnyListing, Subject } from "../subject.js";

/** A page, and then the same again for the rest: every page stands inside the one before it. */
export const recursiveExpand: Subject = {
  name: "recursion",
  operation: "ListThings",
  shape: nextTokenShape("Things"),
  list({ client, perRequest }, input = {}) {
    const pagesFrom = (token: unknown, index: number): Observable<object> => {
      const request$ = defer(() => from(client.send({ input: { ...input, NextToken: token } })));
      const page$ = perRequest?.(request$, { operation: "ListThings", token, index }) ?? request$;
      return page$.pipe(
        mergeMap((page) => {
          const next = tokenAfter(page);
          return concat(of(page), next === undefined ? EMPTY : pagesFrom(next, index + 1));
        }),
      );
    };
    return pagesFrom(undefined, 0) as AnyListing;
  },
};
