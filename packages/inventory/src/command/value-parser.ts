import type { Option } from "commander";

/**
 * Reads the value of an option. If the option is given again, it is called again, with the value so far as `before`.
 */
export interface ValueParser<T> {
  (text: string, before?: T): T;
  readonly traits?: ValueTraits;
}

/** What is known about an option's values, besides how to read them. */
export interface ValueTraits {
  /** It takes several values: repeated, or with commas between them. Otherwise it is given once. */
  readonly isList?: boolean;
  /** Each of its values is `NAME=VALUE`; in JSON it is an object. */
  readonly isTable?: boolean;
  /** The values that it can have, for completion in a shell. */
  readonly known?: readonly string[];
  /** Each of its values is the name of a profile of the AWS configuration. */
  readonly isProfile?: boolean;
  /** A password may be in it: no error repeats it. */
  readonly isSecret?: boolean;
}

/** A parser with the traits of its values. */
export function valueParser<T>(traits: ValueTraits, parse: (text: string, before?: T) => T): ValueParser<T> {
  return Object.assign((text: string, before?: T): T => parse(text, before), { traits });
}

/** The traits of an option's values; none if its parser does not have them. */
export function traitsOf({ parseArg, argChoices, variadic }: Option): ValueTraits {
  const { traits = {} } = (parseArg ?? {}) as Partial<ValueParser<unknown>>;
  return {
    ...(variadic ? { isList: true } : {}),
    ...(argChoices === undefined ? {} : { known: argChoices }),
    ...traits,
  };
}

/** Whether an option is more than a flag. */
export function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}
