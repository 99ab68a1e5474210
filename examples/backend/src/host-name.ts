import { isIPv6 } from "node:net";

/** A host name or an address as it stands in a URL; `undefined` for what is neither, such as a name with a port. */
export function hostName(given: string): string | undefined {
  // A zone is of this machine: no URL has it.
  const bare = given.replace(/^\[(.*)\]$/, "$1").replace(/%[\w.-]+$/, "");
  if (isIPv6(bare)) {
    return new URL(`http://[${bare}]`).hostname;
  }
  const url = `http://${bare}`;
  return /^[^\s:/\\?#@%[\]]+$/.test(bare) && URL.canParse(url) ? new URL(url).hostname : undefined;
}
