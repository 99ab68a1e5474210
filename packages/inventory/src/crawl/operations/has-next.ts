/** Whether a page leads to another one. The service ends some listings with a token that is empty. */
export function hasNext({ NextToken: token }: { readonly NextToken?: string | null | undefined }): boolean {
  return token !== undefined && token !== null && token !== "";
}
