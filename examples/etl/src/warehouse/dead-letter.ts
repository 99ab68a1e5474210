import { causesOf, type DecodeError, resourceFailureOf } from "@rekognition-rx/core";
import { bimap, type Either } from "fp-ts/lib/Either.js";
import type { DecodedItem } from "@rekognition-rx/operators";

/** Something that could not be read: as it came, where it belongs, and what is wrong with it. */
export interface DeadLetter extends Unreadable {
  readonly account_id: string;
  readonly region: string;
  /** Which walk met it: `entries`. */
  readonly walk: string;
}

/** A dead letter without the account, region and walk in which it was found. */
export interface Unreadable {
  /** The ARN of the dataset or project that it belongs to; empty if there is none. */
  readonly resource: string;
  /** Its place on its page, and which part of it is wrong; empty if a whole dataset or project could not be read. */
  readonly path: string;
  readonly reason: string;
  readonly source_ref: string | null;
  readonly raw: string;
}

/** The row of an item of a page, or its dead letter. */
export function rowOrLetter<A, Row>(
  rowOf: (value: A, raw: string) => Row,
): (item: DecodedItem<A>) => Either<Unreadable, Row> {
  return ({ raw, decoded }) => {
    // Data from outside may not be what its type says.
    const text = typeof raw === "string" ? raw : (JSON.stringify(raw) ?? "");
    return bimap(
      ({ resource = "", path, message, sourceRef }: DecodeError): Unreadable => ({
        resource,
        path,
        reason: message,
        source_ref: sourceRef ?? null,
        raw: text,
      }),
      (value: A) => rowOf(value, text),
    )(decoded);
  };
}

/**
 * The dead letter of a project or dataset that cannot be read at all, while others can: it is denied, was deleted meanwhile,
 * is being made, or has failed.
 *
 * @throws the error if it is not only about this one. The run then fails, and the next run goes on from here.
 */
export function unreadable(error: unknown, resource: string): Unreadable {
  const cause = causesOf(error).findLast(isOfOne);
  if (cause === undefined) {
    throw error;
  }
  return { resource, path: "", reason: `${cause.name}: ${cause.message}`, source_ref: null, raw: "" };
}

function isOfOne(link: unknown): link is Error {
  return link instanceof Error && resourceFailureOf(link) !== undefined;
}
