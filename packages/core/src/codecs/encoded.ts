/**
 * The JSON form of a decoded value: every `Date` is an ISO 8601 string, everything else is unchanged.
 *
 * It is the output type of this package's codecs: `ProjectDescription.encode(project)` is an `Encoded<ProjectDescription>`.
 */
export type Encoded<A> = A extends Date
  ? string
  : A extends string | number | boolean | null | undefined
    ? A
    : A extends readonly (infer Item)[]
      ? readonly Encoded<Item>[]
      : { readonly [K in keyof A]: Encoded<A[K]> };
