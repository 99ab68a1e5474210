import * as t from "io-ts";

/** By this symbol another copy of the package recognises a described type. */
const DESCRIBED = Symbol.for("@rekognition-rx/described-type");

/** An ordinary io-ts type that can also say, in words, what it expects. */
export class DescribedType<A, O> extends t.Type<A, O> {
  /** Ends the sentence "expected ...". */
  readonly expected: string;
  /** Whether there is an enum in it. If not, a search for stray values skips it. */
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
   * Finds the enum values in a decoded value that this package does not know.
   * `undefined` if there are none. That is the usual case, and must cost nothing.
   */
  strayValues(_value: A): readonly StrayValue[] | undefined {
    return undefined;
  }
}

/** An enum value that is not one of those known today. */
export interface StrayValue {
  readonly path: readonly PropertyKey[];
  readonly value: string;
  readonly known: readonly string[];
}

/** The codec, if it has an enum in it for a search for stray values. */
export function enumsOf<A>(codec: t.Type<A, unknown>): DescribedType<A, unknown> | undefined {
  return isDescribed(codec) && codec.hasEnums ? codec : undefined;
}

/** Whether a codec is one of ours, made by this copy of the package or by another. */
export function isDescribed<A, O>(codec: t.Type<A, O>): codec is DescribedType<A, O>;
export function isDescribed(codec: object | undefined): codec is DescribedType<unknown, unknown>;
export function isDescribed(codec: object | undefined): boolean {
  return codec !== undefined && DESCRIBED in codec;
}
