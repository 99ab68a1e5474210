import * as t from "io-ts";
import { DescribedType, type StrayValue } from "./described-type.js";

/**
 * A codec of an enum of AWS. It is open: a value that AWS adds later decodes as its raw string,
 * and `unknownEnums` reports it as unknown.
 */
export function openEnum<A extends string>(name: string, known: readonly A[]): t.Type<A, A> {
  return new OpenEnumType(name, known);
}

export class OpenEnumType<A extends string> extends DescribedType<A, A> {
  readonly known: readonly A[];

  constructor(name: string, known: readonly A[]) {
    super({
      name,
      hasEnums: true,
      expected: `a string, such as ${known.join(", ")}`,
      // Every string is accepted: that makes the enum open.
      is: (value): value is A => typeof value === "string",
      validate: (value, context) => (typeof value === "string" ? t.success(value as A) : t.failure(value, context)),
      encode: t.identity,
    });
    this.known = known;
  }

  override strayValues(value: A): readonly StrayValue[] | undefined {
    // Not with a set: the lists are short, and a string fresh from the wire has no hash yet.
    return this.known.includes(value) ? undefined : [{ path: [], value, known: this.known }];
  }
}
