import * as t from "io-ts";

/** An ordinary io-ts type that can also say, in words, what it expects. */
export class DescribedType<A, O> extends t.Type<A, O> {
  /** Ends the sentence "expected ...". */
  readonly expected: string;
  /** Whether there is an enum in it, so that a search for stray values need not enter. */
  readonly hasEnums: boolean;

  constructor(definition: {
    readonly name: string;
    readonly expected: string;
    readonly hasEnums?: boolean;
    readonly is: t.Is<A>;
    readonly validate: t.Validate<unknown, A>;
    readonly encode: t.Encode<A, O>;
  }) {
    super(definition.name, definition.is, definition.validate, definition.encode);
    this.expected = definition.expected;
    this.hasEnums = definition.hasEnums ?? false;
  }

  /**
   * Enum values in a decoded value that this package does not know.
   * `undefined` where there are none, which is nearly always: a page must not pay for what it has not.
   */
  strayValues(_value: A): readonly StrayValue[] | undefined {
    return undefined;
  }
}

/** A string in the place of an enum that is none of the values known today. */
export interface StrayValue {
  readonly path: readonly PropertyKey[];
  readonly value: string;
  readonly known: readonly string[];
}

/** The type, where a search for stray values has something to look at in it. */
export function enumsOf<A>(codec: t.Type<A, unknown>): DescribedType<A, unknown> | undefined {
  return codec instanceof DescribedType && codec.hasEnums ? codec : undefined;
}
