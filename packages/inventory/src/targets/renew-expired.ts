import { isExpiredCredentials } from "../failures/credentials-sentence.js";
import type { SharedCredentials } from "./shared-credentials.js";

/**
 * A plugin for a client of the SDK. If AWS refuses a request because its credentials have expired, the request is sent
 * once more with new credentials, if there are new ones.
 *
 * The SDK renews credentials before they expire, by this machine's clock, which may be slow. If a tool wrote keys into
 * a file, the SDK does not know when they expire.
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
        // Replaces an earlier one of the same name: `fromTemporaryCredentials` applies its plugins again before each
        // call.
        { step: "initialize", name: "renewExpiredCredentials", override: true },
      ),
  };
}

/** The part of the SDK's `Pluggable` that is used here. Each client has a `Pluggable` of its own. */
export interface ClientPlugin {
  readonly applyToStack: (stack: Stack) => void;
}

interface Stack {
  add(
    middleware: <Args, Result>(next: (args: Args) => Promise<Result>) => (args: Args) => Promise<Result>,
    options: { readonly step: "initialize"; readonly name: string; readonly override: boolean },
  ): void;
}

/** If many requests are refused together, the first one renews the credentials, and the others find them renewed. */
async function haveChanged(credentials: SharedCredentials, used: unknown): Promise<boolean> {
  try {
    const now = await credentials();
    const renewed = now === used ? await credentials({ forceRefresh: true }) : now;
    const { accessKeyId, sessionToken } = used as typeof now;
    return renewed.accessKeyId !== accessKeyId || renewed.sessionToken !== sessionToken;
  } catch {
    // The error of AWS about the old credentials says more.
    return false;
  }
}
