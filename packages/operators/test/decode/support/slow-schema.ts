import type { StandardSchema, StandardResult } from "../../../src/decode/standard-schema.js";

/** A schema whose answers are given by hand, and which answers at once where it is asked to. */
export function slowSchema(atOnce: (value: unknown) => boolean = () => false): {
  readonly schema: StandardSchema<string>;
  /** What it was asked, in order. */
  readonly asked: unknown[];
  readonly answer: (value: unknown, result: StandardResult<string>) => void;
  readonly reject: (value: unknown, cause: unknown) => void;
} {
  const pending = new Map<
    unknown,
    { readonly resolve: (r: StandardResult<string>) => void; readonly reject: (e: unknown) => void }
  >();
  const asked: unknown[] = [];
  return {
    asked,
    answer: (value, result) => pending.get(value)?.resolve(result),
    reject: (value, cause) => pending.get(value)?.reject(cause),
    schema: {
      "~standard": {
        version: 1,
        vendor: "slow",
        validate(value) {
          asked.push(value);
          if (atOnce(value)) {
            return { value: `${String(value)}!` };
          }
          return new Promise((resolve, reject) => {
            pending.set(value, { resolve, reject });
          });
        },
      },
    },
  };
}
