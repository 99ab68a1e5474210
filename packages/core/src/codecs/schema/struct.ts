import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import type { Encoded } from "../encoded.js";
import { DescribedType, type StrayValue, enumsOf } from "./described-type.js";
import { isPlainRecord } from "./is-plain-record.js";
import { readMember } from "./read-member.js";

/**
 * A codec of a structure of AWS: the codecs of its members and, where speed matters, a fast way to decode valid values.
 *
 * The fast way is `read`, which is written by hand. It decodes a valid value, and returns `undefined` or throws for any
 * other. The members' codecs then decode the value again, and write the report. The two ways must agree on every value;
 * `test/codecs/agreement.test.ts` checks that they do.
 */
export function struct<A extends object>(definition: StructDefinition<A>): t.Type<A, Encoded<A>> {
  return new StructType(definition);
}

export interface StructDefinition<A extends object> {
  readonly name: string;
  /**
   * Which values may be this structure at all, before its members are looked at.
   *
   * @defaultValue isPlainRecord
   */
  readonly admits?: (value: unknown) => value is Readonly<Record<string, unknown>>;
  readonly fields: Fields<A>;
  /** The fast way. Without it the members' codecs decode every value. */
  readonly read?: (value: unknown) => A | undefined;
}

type Fields<A> = { readonly [K in keyof A]-?: Field<A, K> };

type Field<A, K extends keyof A> =
  Partial<Pick<A, K>> extends Pick<A, K>
    ? t.Type<A[K] | undefined, Encoded<A[K]> | undefined>
    : t.Type<A[K], Encoded<A[K]>>;

export class StructType<A extends object> extends DescribedType<A, Encoded<A>> {
  readonly definition: StructDefinition<A>;
  readonly #enums: readonly (readonly [key: string, codec: DescribedType<unknown, unknown>])[];

  constructor(definition: StructDefinition<A>) {
    const { name, read, admits = isPlainRecord } = definition;
    const members = structMembers(definition.fields);
    const enums = members.flatMap(([key, codec]) => {
      const inside = enumsOf(codec);
      return inside === undefined ? [] : [[key, inside] as const];
    });
    super({
      name,
      hasEnums: enums.length > 0,
      expected: `a ${name} object`,
      is: (value): value is A => {
        try {
          return admits(value) && members.every(([key, codec]) => codec.is(value[key]));
        } catch {
          return false;
        }
      },
      validate: (value, context) => {
        try {
          const decoded = read?.(value);
          if (decoded !== undefined) {
            return t.success(decoded);
          }
        } catch {
          // The value threw. The report below says at which member.
        }
        return isAdmitted(value, admits) ? validateMembers(members, value, context) : t.failure(value, context);
      },
      encode: (value) => {
        const encoded: Record<string, unknown> = {};
        for (const [key, codec] of members) {
          const member: unknown = Reflect.get(value, key);
          if (member !== undefined) {
            encoded[key] = codec.encode(member);
          }
        }
        return encoded as Encoded<A>;
      },
    });
    this.definition = definition;
    this.#enums = enums;
  }

  override strayValues(value: A): readonly StrayValue[] | undefined {
    let found: StrayValue[] | undefined;
    for (const [key, codec] of this.#enums) {
      const inside = codec.strayValues(Reflect.get(value, key));
      if (inside === undefined) {
        continue;
      }
      found ??= [];
      for (const stray of inside) {
        found.push({ ...stray, path: [key, ...stray.path] });
      }
    }
    return found;
  }
}

function validateMembers<A>(members: readonly Member[], value: object, context: t.Context): t.Validation<A> {
  const errors: t.ValidationError[] = [];
  const decoded: Record<string, unknown> = {};
  for (const [key, codec] of members) {
    const member = readMember(value, key, context, errors);
    if (member === undefined) {
      continue;
    }
    const result = codec.validate(member.value, t.appendContext(context, key, codec, member.value));
    if (isLeft(result)) {
      errors.push(...result.left);
    } else if (result.right !== undefined) {
      decoded[key] = result.right;
    }
  }
  return errors.length === 0 ? t.success(decoded as A) : t.failures(errors);
}

function isAdmitted(value: unknown, admits: (value: unknown) => boolean): value is object {
  try {
    return admits(value);
  } catch {
    return false;
  }
}

type Member = readonly [key: string, codec: t.Type<unknown, unknown>];

/** Drops the types of the members: from here on, values are looked at one member at a time. */
function structMembers(fields: object): readonly Member[] {
  return Object.entries(fields as Readonly<Record<string, Member[1]>>);
}
