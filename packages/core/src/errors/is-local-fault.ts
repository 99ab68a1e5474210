/**
 * Whether a request failed before it was sent, since the program or its configuration is wrong: a `TypeError`, no
 * credentials, or no region.
 *
 * A `TypeError` is also how `fetch` reports a network that fails, and how the SDK reports an answer with a wrong value, which
 * then has the answer: both may pass.
 */
export function isLocalFault(error: unknown): boolean {
  try {
    if (!(error instanceof Error)) {
      return false;
    }
    const { name, message } = error;
    return (
      name === "CredentialsProviderError" ||
      message === "Region is missing" ||
      (name === "TypeError" && !NETWORK.test(message) && !("$response" in error))
    );
  } catch {
    return false;
  }
}

/** What browsers, Node, Deno and Bun say. */
const NETWORK = /fetch|network|load failed|terminated|connect|socket/i;
