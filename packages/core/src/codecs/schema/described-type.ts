import * as t from "io-ts";

/** By which another copy of the package knows one. */
const DESCRIBED = Symbol.for("@rekognition-rx/described-type");

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
    Object.defineProperty(this, DESCRIBED, { value: true });
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
  return isDescribed(codec) && codec.hasEnums ? codec : undefined;
}

/** Whether a codec is one of ours, of this copy of the package or another. */
export function isDescribed<A, O>(codec: t.Type<A, O>): codec is DescribedType<A, O>;
export function isDescribed(codec: object | undefined): codec is DescribedType<unknown, unknown>;
export function isDescribed(codec: object | undefined): boolean {
  return codec !== undefined && DESCRIBED in codec;
}
