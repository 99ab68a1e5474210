import { asGiven } from "../arguments/as-given.js";

/**
 * The items in one list of a page; a page without the list has none.
 *
 * @param caller - the operator, for its message.
 * @throws TypeError for a page that is not an object, and for a list that is not an array: a value from outside may
 * differ from its type.
 */
export function itemsOf<List extends string, Item>(
  page: PageWith<List, Item>,
  list: List,
  caller: string,
): readonly Item[] {
  if (typeof page !== "object" || page === null) {
    throw new TypeError(`${caller}: a page must be an object with ${list}, not ${asGiven(page)}`);
  }
  const items: unknown = page[list] ?? [];
  if (!Array.isArray(items)) {
    throw new TypeError(`${caller}: ${list} must be an array, not ${asGiven(items)}`);
  }
  return items as readonly Item[];
}

/** A page that may have a list of this name. */
export type PageWith<List extends string, Item> = { readonly [Name in List]?: readonly Item[] | null | undefined };
