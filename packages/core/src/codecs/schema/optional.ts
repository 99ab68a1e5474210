import * as t from "io-ts";
import { DescribedType, type StrayValue, enumsOf, isDescribed } from "./described-type.js";

/** A member that may be missing. `null` counts as missing, as it does for the SDK. */
export function optional<A, O>(codec: t.Type<A, O>): OptionalType<A, O> {
  return new OptionalType(codec);
}

export class OptionalType<A, O> extends DescribedType<A | undefined, O | undefined> {
  readonly codec: t.Type<A, O>;
  readonly #enums: DescribedType<A, unknown> | undefined;

  constructor(codec: t.Type<A, O>) {
    const enums = enumsOf(codec);
    super({
      hasEnums: enums !== undefined,
      name: `(${codec.name} | null | undefined)`,
      expected: isDescribed(codec) ? codec.expected : `a ${codec.name}`,
      is: (value): value is A | undefined => value === undefined || codec.is(value),
      validate: (value, context) =>
        value === undefined || value === null ? t.success(undefined) : codec.validate(value, context),
      encode: (value) => (value === undefined ? undefined : codec.encode(value)),
    });
    this.codec = codec;
    this.#enums = enums;
  }

  override strayValues(value: A | undefined): readonly StrayValue[] | undefined {
    return value === undefined ? undefined : this.#enums?.strayValues(value);
  }
}
