import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { DescribedType, type StrayValue, enumsOf } from "./described-type.js";
import { readMember } from "./read-member.js";

/** A codec of a list. A list that is missing, or `null`, decodes as an empty list. */
export function list<A, O>(item: t.Type<A, O>): ListType<A, O> {
  return new ListType(item);
}

export class ListType<A, O> extends DescribedType<readonly A[], readonly O[]> {
  readonly item: t.Type<A, O>;
  readonly #enums: DescribedType<A, unknown> | undefined;

  constructor(item: t.Type<A, O>) {
    const enums = enumsOf(item);
    super({
      hasEnums: enums !== undefined,
      name: `Array<${item.name}>`,
      expected: `an array of ${item.name}`,
      is: (value): value is readonly A[] => isArray(value) && isEach(item, value),
      validate: (value, context) => {
        if (value === undefined || value === null) {
          return t.success([]);
        }
        return isArray(value) ? validateItems(item, value, context) : t.failure(value, context);
      },
      encode: (values) => values.map(item.encode),
    });
    this.item = item;
    this.#enums = enums;
  }

  override strayValues(values: readonly A[]): readonly StrayValue[] | undefined {
    if (this.#enums === undefined) {
      return undefined;
    }
    let found: StrayValue[] | undefined;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index];
      if (value === undefined) {
        continue;
      }
      const inside = this.#enums.strayValues(value);
      if (inside === undefined) {
        continue;
      }
      found ??= [];
      for (const stray of inside) {
        found.push({ ...stray, path: [index, ...stray.path] });
      }
    }
    return found;
  }
}

/** Not by `every`, which skips the holes of an array: a hole is a missing item. */
function isEach<A>(item: t.Type<A, unknown>, values: readonly unknown[]): values is readonly A[] {
  for (let index = 0; index < values.length; index += 1) {
    if (!item.is(values[index])) {
      return false;
    }
  }
  return true;
}

function validateItems<A>(
  item: t.Type<A, unknown>,
  values: readonly unknown[],
  context: t.Context,
): t.Validation<readonly A[]> {
  const errors: t.ValidationError[] = [];
  const length = readMember(values, "length", context, errors);
  const decoded: A[] = [];
  for (let index = 0; index < Number(length?.value ?? 0) && errors.length < LONGEST_REPORT; index += 1) {
    const member = readMember(values, index, context, errors);
    if (member === undefined) {
      continue;
    }
    const result = item.validate(member.value, t.appendContext(context, String(index), item, member.value));
    if (isLeft(result)) {
      errors.push(...result.left);
    } else {
      decoded.push(result.right);
    }
  }
  return errors.length === 0 ? t.success(decoded) : t.failures(errors);
}

// `new Array(4294967295)` is an array too, and its report would fill the memory.
const LONGEST_REPORT = 1_000;

/** `Array.isArray` throws on a revoked proxy. */
function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
