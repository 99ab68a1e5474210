import type { StepError } from "../crawl/step.js";
import { credentialsSentence } from "../failures/credentials-sentence.js";
import { optionName } from "../failures/option-name.js";
import { oneLine } from "../text/one-line.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import type { ExpectedAccount, Way } from "./expected-accounts.js";
import type { IdentifiedSource } from "./identified-source.js";
import { nameOf } from "./name-of.js";
import { roleCredentials } from "./role-credentials.js";
import type { SharedCredentials } from "./shared-credentials.js";
import { within } from "./within.js";

/** An account with credentials for it, or with the reason why there are none. */
export type EnteredAccount = Entrance | { readonly _tag: "Shut"; readonly error: StepError };

interface Entrance {
  readonly _tag: "Open";
  readonly source: IdentifiedSource;
  readonly credentials: SharedCredentials;
  /** The role whose credentials they are; `undefined` for those of the source. */
  readonly roleName: string | undefined;
}

/**
 * Tries the ways into an account in their order. If a way has a role, the role is assumed. Fails only if `signal` is
 * aborted.
 */
export async function enteredAccount(account: ExpectedAccount, settings: DiscoverySettings): Promise<EnteredAccount> {
  const errors: StepError[] = [];
  for (const way of account.ways) {
    const entered = await entrance(way, account, settings);
    if (entered._tag === "Open") {
      return entered;
    }
    errors.push(entered.error);
  }
  const messages = new Set(errors.map(({ message }) => message));
  return { _tag: "Shut", error: { name: errors[0]?.name ?? "Error", message: Array.from(messages).join("; ") } };
}

async function entrance(
  { source, roleArn }: Way,
  { accountId }: ExpectedAccount,
  { externalId, signal }: DiscoverySettings,
): Promise<EnteredAccount> {
  const { identity } = source;
  if (identity._tag === "NoCredentials") {
    return { _tag: "Shut", error: identity.error };
  }
  if (roleArn === undefined) {
    return { _tag: "Open", source, credentials: source.credentials, roleName: undefined };
  }
  const credentials = await roleCredentials(source, { roleArn, externalId });
  try {
    await within(signal, credentials());
    return { _tag: "Open", source, credentials, roleName: roleIn(roleArn) };
  } catch (error) {
    signal?.throwIfAborted();
    const message = credentialsSentence(error, source.profile) ?? sentence(error, { roleArn, accountId, source });
    return { _tag: "Shut", error: { name: nameOf(error), message } };
  }
}

function sentence(
  error: unknown,
  about: { readonly roleArn: string; readonly accountId: string | undefined; readonly source: IdentifiedSource },
): string {
  const { roleArn, accountId, source } = about;
  const { identity } = source;
  const name = nameOf(error);
  const said = error instanceof Error ? error.message : String(error);
  const what = `the role ${roleIn(roleArn)} of account ${accountId} could not be assumed (${name}: ${oneLine(said).replace(/\.$/, "")})`;
  const caller = identity._tag === "Known" ? identity.arn : `the credentials of the ${source.name}`;
  return name.startsWith("AccessDenied")
    ? `${what}; have its trust policy allow ${caller}, with the external id if it asks for one, or name another role with ${optionName("roleName")}`
    : `${what}; run this again, and check the role if it fails again`;
}

/** The name of a role, with its path if it has one. */
function roleIn(roleArn: string): string {
  return roleArn.slice(roleArn.indexOf("role/") + "role/".length);
}
