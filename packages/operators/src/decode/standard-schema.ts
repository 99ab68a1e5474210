/**
 * A schema of any library that follows Standard Schema, version 1: zod, valibot, arktype and others.
 *
 * This is the part of `@standard-schema/spec` that is used here, so that you do not need that package for our types.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Output = unknown> {
  /** What the library provides: `validate`, which may be asynchronous, and `types`, which only TypeScript needs. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What a {@link StandardSchema} returns: a value, or issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One issue of a {@link StandardSchema}. */
export interface StandardIssue {
  readonly message: string;
  /** The keys that lead to the problem, as they are or as `{ key }`. Missing or empty for the value as a whole. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type of a valid value that a {@link StandardSchema} returns. */
export type StandardSchemaOutput<Schema extends StandardSchema> = NonNullable<Schema["~standard"]["types"]>["output"];
