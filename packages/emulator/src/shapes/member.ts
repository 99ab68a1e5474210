/**
 * One member of an operation's input: how it is read off the wire, and what the service model requires of its value.
 *
 * The two are separate because the service treats them differently: a value of the wrong JSON type is refused at once with
 * `SerializationException`, while broken constraints are collected over the whole input into one `ValidationException`.
 */
export interface Member<A> {
  /** @throws ServiceError `SerializationException` when the JSON value is of another type */
  read(value: unknown): A;
  /** The constraints that the value breaks, in the words of the service; empty if it breaks none. */
  broken(value: A): readonly string[];
  /** Whole sentences about what is wrong deeper inside, for a value that has members of its own. */
  brokenInside?(value: A, path: string): readonly string[];
  /** The value as the service prints it in a message. */
  show(value: A): string;
  /** What the reference documentation says about it. */
  readonly about: MemberDescription;
  /** Set only by `required`. */
  readonly required?: boolean;
}

/** A member in words. */
interface MemberDescription {
  /** As the service model calls it: `string`, `list of string`. */
  readonly type: string;
  /** `1 to 255 characters`, in the order of the model. */
  readonly constraints: readonly string[];
  /** The members of a structure, or of the structures in a list. */
  readonly members?: Shape;
}

/** The members of a structure, by their names on the wire. */
export type Shape = Readonly<Record<string, Member<unknown>>>;

/** The input that a shape reads: a member is optional unless it is `required`. */
export type Input<S> = {
  readonly [Name in keyof S]: S[Name] extends Member<infer A>
    ? S[Name] extends { readonly required: true }
      ? A
      : A | undefined
    : never;
};
