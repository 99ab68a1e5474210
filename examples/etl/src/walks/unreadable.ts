import { causesOf } from "@rekognition-rx/core";
import type { Unreadable } from "./walk.js";

/**
 * The dead letter of a project or dataset that cannot be read as a whole, though the next one may.
 *
 * @throws the error where it is about more than this one: another run would go on from here, and find it mended.
 */
export function unreadable(error: unknown, resource: string): Unreadable {
  const cause = causesOf(error).find((link) => link instanceof Error && ABOUT_THIS_ONE.has(link.name));
  if (!(cause instanceof Error)) {
    throw error;
  }
  return { resource, path: "", reason: `${cause.name}: ${cause.message}`, source_ref: null, raw: "" };
}

/** Denied, deleted meanwhile, or a dataset that is being made or has failed. */
const ABOUT_THIS_ONE: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "ResourceInUseException",
  "ResourceNotFoundException",
  "ResourceNotReadyException",
]);
