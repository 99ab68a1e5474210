/** Whether another page follows. The service ends some listings with an empty token. */
export function hasNext({ NextToken: token }: { readonly NextToken?: string | null | undefined }): boolean {
  return token !== undefined && token !== null && token !== "";
}
