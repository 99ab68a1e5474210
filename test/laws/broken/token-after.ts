/** The token of a `NextToken` page, or `undefined` if it is the last. */
export function tokenAfter(page: object): string | undefined {
  const { NextToken } = page as { readonly NextToken?: string | null };
  return NextToken === undefined || NextToken === null || NextToken === "" ? undefined : NextToken;
}
