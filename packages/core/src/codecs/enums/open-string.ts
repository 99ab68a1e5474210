/**
 * Any string, in a union with literals that an editor shall still offer:
 * `"TRAIN" | "TEST" | string` would collapse to `string`, and the literals would be gone.
 *
 * The enums of this package end in it because AWS adds values: a `switch` over one needs its `default`.
 */
export type OpenString = string & Record<never, never>;
