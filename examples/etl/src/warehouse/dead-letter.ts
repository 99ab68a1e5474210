import { causesOf, type DecodeError, resourceFailureOf } from "@rekognition-rx/core";
import { bimap, type Either } from "fp-ts/lib/Either.js";
import type { DecodedItem } from "@rekognition-rx/operators";

/** What could not be read: as it came, whose it was, and what is wrong with it. */
export interface DeadLetter extends Unreadable {
  readonly account_id: string;
  readonly region: string;
  /** Which walk met it: `entries`. */
  readonly walk: string;
}

/** A dead letter before it has the place where it was found. */
export interface Unreadable {
  /** The ARN of the dataset or project that it belongs to; empty where there is none. */
  readonly resource: string;
  /** Where in its page it stands, and what is wrong in it; empty where a whole dataset or project could not be read. */
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
    // What comes from outside may be otherwise than its type says.
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
 * The dead letter of a project or dataset that cannot be read as a whole, though the next one may: it is denied, was deleted
 * meanwhile, is being made or has failed.
 *
 * @throws the error where it is about more than this one: another run would go on from here, and find it mended.
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
