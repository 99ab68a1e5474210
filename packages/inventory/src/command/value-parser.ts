import type { Option } from "commander";

/** Reads the value of an option. Called again, with what came before, where the option is given again. */
export interface ValueParser<T> {
  (text: string, before?: T): T;
  readonly traits?: ValueTraits;
}

/** What is known of an option's values beside how they are read. */
export interface ValueTraits {
  /** It takes several values: repeated, or with commas between them. Else it is given once. */
  readonly isList?: boolean;
  /** Each of its values is `NAME=VALUE`: in JSON, an object. */
  readonly isTable?: boolean;
  /** What may be in it, for who completes it in a shell. */
  readonly known?: readonly string[];
  /** Each of its values is the name of a profile of the AWS configuration. */
  readonly isProfile?: boolean;
  /** A password may be in it: no sentence repeats it. */
  readonly isSecret?: boolean;
}

/** A parser that says what is known of its values. */
export function valueParser<T>(traits: ValueTraits, parse: (text: string, before?: T) => T): ValueParser<T> {
  return Object.assign((text: string, before?: T): T => parse(text, before), { traits });
}

/** What is known of the values of an option; nothing of one whose parser does not say. */
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
