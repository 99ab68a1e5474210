import { causesOf } from "@rekognition-rx/core";

/** Whether nothing was there to take a request: an address that refuses, that does not exist, or that no way leads to. */
export function isUnreachable(error: unknown): boolean {
  return causesOf(error).some(
    (link) => typeof link === "object" && link !== null && "code" in link && UNREACHABLE.has(link.code),
  );
}

const UNREACHABLE: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
