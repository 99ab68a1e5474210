/**
 * One member of an operation's input: how it is read off the wire, and what the service model asks of its value.
 *
 * The two are apart because the service tells them apart: a value of the wrong JSON type is refused at once with
 * `SerializationException`, while broken constraints are collected over the whole input into one `ValidationException`.
 */
export interface Member<A> {
  /** @throws ServiceError `SerializationException` when the JSON value is of another type */
  read(value: unknown): A;
  /** The constraints that the value breaks, in the words of the service; empty when it is good. */
  broken(value: A): readonly string[];
  /** The value as the service prints it in a message. */
  show(value: A): string;
}
