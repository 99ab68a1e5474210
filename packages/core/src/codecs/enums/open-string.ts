/**
 * Any string. In a union with literals, an editor still suggests the literals:
 * `"TRAIN" | "TEST" | string` would collapse to `string`, without the literals.
 *
 * The enums of this package end in it because AWS may add values: a `switch` over an enum needs a `default`.
 */
export type OpenString = string & Record<never, never>;
