import type { Account, AccountState } from "@aws-sdk/client-organizations";
import { credentialsSentence } from "../failures/credentials-sentence.js";
import { oneLine } from "../text/one-line.js";
import type { CredentialSource } from "./credential-source.js";
import { DiscoveryError } from "./discovery-error.js";
import { nameOf } from "./name-of.js";
import { renewExpired } from "./renew-expired.js";

/** An account of an organization. */
export interface OrganizationAccount {
  readonly accountId: string;
  readonly accountName: string | undefined;
  /** Why no role of it can be assumed; `undefined` for an account that is in use. */
  readonly outcome: "closed" | "suspended" | undefined;
}

/**
 * Lists the accounts of the organization that a source is the management account or a delegated administrator of.
 *
 * @throws DiscoveryError
 */
export async function organizationAccounts(
  { name, profile, credentials, briefSettingsOf }: CredentialSource,
  signal?: AbortSignal,
): Promise<readonly OrganizationAccount[]> {
  const { OrganizationsClient, paginateListAccounts } = await import("@aws-sdk/client-organizations");
  const client = new OrganizationsClient({ ...briefSettingsOf("Organizations"), credentials });
  client.middlewareStack.use(renewExpired(credentials));
  const accounts: OrganizationAccount[] = [];
  try {
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}, { abortSignal: signal })) {
      accounts.push(...Accounts.flatMap(read));
    }
  } catch (error) {
    signal?.throwIfAborted();
    const message = credentialsSentence(error, profile) ?? sentence(error, name);
    throw new DiscoveryError({ operation: "ListAccounts", message, cause: error });
  } finally {
    client.destroy();
  }
  return accounts;
}

function read({ Id, Name, State, Status }: Account): readonly OrganizationAccount[] {
  if (Id === undefined) {
    return [];
  }
  // `Status` was retired in September 2026, and has the same words.
  return [{ accountId: Id, accountName: Name, outcome: OUTCOMES[State ?? Status ?? "ACTIVE"] }];
}

const OUTCOMES: Readonly<Partial<Record<AccountState, "closed" | "suspended">>> = {
  CLOSED: "closed",
  PENDING_CLOSURE: "closed",
  SUSPENDED: "suspended",
};

function sentence(error: unknown, source: string): string {
  const name = nameOf(error);
  const what = `the accounts of the organization could not be listed with the credentials of the ${source}`;
  const why = `${name}: ${oneLine(error instanceof Error ? error.message : String(error)).replace(/\.$/, "")}`;
  return `${what} (${why}); ${ADVICE[name] ?? "run this again"}`;
}

const ASK_ELSEWHERE = "name a profile of its management account or of a delegated administrator with --profile";

const ADVICE: Readonly<Record<string, string | undefined>> = {
  AWSOrganizationsNotInUseException: `${ASK_ELSEWHERE}, or the accounts in a file with --accounts`,
  AccessDenied: `have organizations:ListAccounts allowed, or ${ASK_ELSEWHERE}`,
  AccessDeniedException: `have organizations:ListAccounts allowed, or ${ASK_ELSEWHERE}`,
};
