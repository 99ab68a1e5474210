import { isExpiredCredentials } from "../failures/credentials-sentence.js";
import type { SharedCredentials } from "./shared-credentials.js";

/**
 * A plugin for a client of the SDK: a request that AWS refuses since its credentials have expired is sent once more
 * with new ones, if there are new ones.
 *
 * The SDK renews credentials before they end by this machine's clock, which may be slow; and the keys that a tool wrote
 * into a file have no end that it knows of.
 */
export function renewExpired(credentials: SharedCredentials): ClientPlugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => async (args) => {
          const used = await credentials();
          try {
            return await next(args);
          } catch (error) {
            if (!isExpiredCredentials(error) || !(await haveChanged(credentials, used))) {
              throw error;
            }
            return await next(args);
          }
        },
        // To replace one of the same name: `fromTemporaryCredentials` applies its plugins anew before each call.
        { step: "initialize", name: "renewExpiredCredentials", override: true },
      ),
  };
}

/** As far as it is used of a `Pluggable` of the SDK, which is one for each client. */
export interface ClientPlugin {
  readonly applyToStack: (stack: Stack) => void;
}

interface Stack {
  add(
    middleware: <Args, Result>(next: (args: Args) => Promise<Result>) => (args: Args) => Promise<Result>,
    options: { readonly step: "initialize"; readonly name: string; readonly override: boolean },
  ): void;
}

/** Of many requests that are refused together, the first renews them, and the others find them new. */
async function haveChanged(credentials: SharedCredentials, used: unknown): Promise<boolean> {
  try {
    const now = await credentials();
    const renewed = now === used ? await credentials({ forceRefresh: true }) : now;
    const { accessKeyId, sessionToken } = used as typeof now;
    return renewed.accessKeyId !== accessKeyId || renewed.sessionToken !== sessionToken;
  } catch {
    // What AWS said of the old ones says more.
    return false;
  }
}
