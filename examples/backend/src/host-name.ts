import { isIPv6 } from "node:net";

/** A host name or an address, as it is written in a URL; `undefined` for anything else, such as a name with a port. */
export function hostName(given: string): string | undefined {
  // A zone has a meaning only on this machine: no URL has one.
  const bare = given.replace(/^\[(.*)\]$/, "$1").replace(/%[\w.-]+$/, "");
  if (isIPv6(bare)) {
    return new URL(`http://[${bare}]`).hostname;
  }
  const url = `http://${bare}`;
  return /^[^\s:/\\?#@%[\]]+$/.test(bare) && URL.canParse(url) ? new URL(url).hostname : undefined;
}
