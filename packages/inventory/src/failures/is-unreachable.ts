import { causesOf } from "@rekognition-rx/core";
import { isProxyError } from "./proxy-error.js";

/**
 * Whether nothing was there to take a request: an address that refuses, that does not exist, or that no way leads to, or a
 * proxy that lets nothing through.
 */
export function isUnreachable(error: unknown): boolean {
  return causesOf(error).some(
    (link) =>
      isProxyError(link) || (typeof link === "object" && link !== null && "code" in link && UNREACHABLE.has(link.code)),
  );
}

const UNREACHABLE: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
