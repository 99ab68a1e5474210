import * as t from "io-ts";
import { DescribedType } from "./described-type.js";

/**
 * A codec of a single value.
 *
 * @param read - gives the decoded value, or `undefined` where the value is invalid. Must not throw.
 */
export function leaf<A, O>(definition: {
  readonly name: string;
  readonly expected: string;
  readonly is: t.Is<A>;
  readonly read: (value: unknown) => A | undefined;
  readonly encode: t.Encode<A, O>;
}): DescribedType<A, O> {
  const { name, expected, is, read, encode } = definition;
  return new DescribedType({
    name,
    expected,
    is,
    validate: (value, context) => {
      const decoded = read(value);
      return decoded === undefined ? t.failure(value, context) : t.success(decoded);
    },
    encode,
  });
}
