import { causesOf } from "@rekognition-rx/core";
import { isProxyError } from "./proxy-error.js";

/**
 * Whether a request has reached no server: the address refuses, does not exist, or cannot be reached, or a proxy lets
 * nothing through.
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
