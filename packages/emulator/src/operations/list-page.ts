import { randomUUID } from "node:crypto";
import { beginning, type Cursor } from "../account/cursor.js";
import type { Page } from "../account/page.js";
import { joinBytes } from "./join-bytes.js";
import type { OperationContext } from "./operation.js";

/** The answer of an operation that lists: a page, and the token of the next one. */
export function listPage<A>(
  { here, tokens, paging }: OperationContext,
  listing: {
    readonly operation: string;
    /** All of the input except the token and the page size: a walk may change these two from page to page. */
    readonly about: readonly string[];
    readonly member: string;
    readonly token: string | undefined;
    readonly size: number;
    readonly page: (after: Cursor | undefined, limit: number) => Page<A>;
    /** An item on the wire. */
    readonly json: (item: A) => Buffer;
    /** The error for a token that is not valid. @defaultValue `"InvalidPaginationTokenException"` */
    readonly badToken?: string;
  },
): Buffer {
  const purpose = [listing.operation, here.accountId, here.region, ...listing.about];
  const after = isToken(listing.token) ? tokens.open(purpose, listing.token, listing.badToken) : undefined;
  if (paging.size === 0) {
    // A new token for the same place: a client that looks for repeated tokens must not find one here.
    const token = tokens.seal(purpose, after ?? beginning, randomUUID());
    return Buffer.from(JSON.stringify({ [listing.member]: [], NextToken: token }));
  }
  const { items, last, more } = listing.page(after, Math.min(listing.size, paging.size ?? listing.size));
  const end = more && last !== undefined ? `],"NextToken":"${tokens.seal(purpose, last)}"}` : "]}";
  return joinBytes(`{"${listing.member}":[`, items.map(listing.json), end);
}

/** An empty token asks for page one: AWS's own samples begin with it. */
function isToken(token: string | undefined): token is string {
  return token !== undefined && token !== "";
}
