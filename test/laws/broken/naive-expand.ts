import { defer, EMPTY, expand, from, type Observable } from "rxjs";
import { nextTokenShape } from "../../arbitraries/shape.js";
import { tokenAfter } from "./token-after.js";
import type { AnyListing, Subject } from "../subject.js";

/** What everybody writes first: `expand` asks for the next page before anybody has taken this one. */
export const naiveExpand: Subject = {
  name: "naive expand",
  operation: "ListThings",
  shape: nextTokenShape("Things"),
  list(config, input = {}) {
    const { client, perRequest } = config;
    let index = 0;
    const page$ = (token: unknown): Observable<object> => {
      const request$ = defer(() => from(client.send({ input: { ...input, NextToken: token } })));
      return perRequest?.(request$, { operation: "ListThings", token, index: index++ }) ?? request$;
    };
    const start = config.startingToken ?? (input as { readonly NextToken?: string }).NextToken;
    const pages$ = page$(start).pipe(
      expand((page) => {
        const next = tokenAfter(page);
        return next === undefined ? EMPTY : page$(next);
      }),
    );
    // Neither pulled nor resumed: it is not asked for that.
    return pages$ as AnyListing;
  },
};
