import type { Account, AccountState, ListAccountsCommandOutput } from "@aws-sdk/client-organizations";
import { causesOf, EmptyAnswerError, isEmptyAnswerError, paginate$, type PerRequest } from "@rekognition-rx/core";
import { retryThrottled } from "@rekognition-rx/operators";
import { tap } from "rxjs";
import { credentialsSentence } from "../failures/credentials-sentence.js";
import { optionName } from "../failures/option-name.js";
import { oneLine } from "../text/one-line.js";
import type { CredentialSource } from "./credential-source.js";
import { DiscoveryError } from "./discovery-error.js";
import { nameOf } from "./name-of.js";
import { renewExpired } from "./renew-expired.js";

/** An account of an organization. */
export interface OrganizationAccount {
  readonly accountId: string;
  readonly accountName: string | undefined;
  /** Why no role can be assumed in it; `undefined` for an account that is in use. */
  readonly outcome: "closed" | "suspended" | undefined;
}

/**
 * Lists the accounts of an organization. The source has to be its management account or a delegated administrator.
 *
 * @throws DiscoveryError
 */
export async function organizationAccounts(
  { name, profile, credentials, briefSettingsOf }: CredentialSource,
  signal?: AbortSignal,
): Promise<readonly OrganizationAccount[]> {
  const { ListAccountsCommand, OrganizationsClient } = await import("@aws-sdk/client-organizations");
  const client = new OrganizationsClient({ ...briefSettingsOf("Organizations"), credentials });
  client.middlewareStack.use(renewExpired(credentials));
  const accounts: OrganizationAccount[] = [];
  try {
    const pages = paginate$({ client, signal, perRequest: refusingEmpty }, ListAccountsCommand, {});
    for await (const { Accounts = [] } of pages) {
      accounts.push(...Accounts.map(read));
    }
  } catch (error) {
    signal?.throwIfAborted();
    // The error of AWS itself, without the error of the listing around it.
    const cause = causesOf(error).findLast((link) => link instanceof Error) ?? error;
    const message = credentialsSentence(error, profile) ?? sentence(cause, name);
    throw new DiscoveryError({ operation: "ListAccounts", message, cause });
  } finally {
    client.destroy();
  }
  return accounts;
}

/** Refuses an answer without a list. If it were taken for the end of the list, accounts would be left out silently. */
const refusingEmpty: PerRequest<ListAccountsCommandOutput> = (page$) =>
  page$.pipe(
    tap(({ Accounts }) => {
      if (!Array.isArray(Accounts)) {
        throw new EmptyAnswerError({ operation: "ListAccounts", member: "Accounts" });
      }
    }),
    // The client itself repeats everything else.
    retryThrottled({ isRetryable: isEmptyAnswerError }),
  );

function read({ Id = "", Name, State, Status }: Account): OrganizationAccount {
  if (!/^\d{12}$/.test(Id)) {
    throw new TypeError(`ListAccounts names an account whose id is ${JSON.stringify(Id)} and not 12 digits`);
  }
  // `Status` was retired in September 2026. It has the same values.
  return { accountId: Id, accountName: Name, outcome: OUTCOMES[State ?? Status ?? "ACTIVE"] };
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
  return `${what} (${why}); ${adviceFor(name)}`;
}

function adviceFor(name: string): string {
  const elsewhere = `name a profile of its management account or of a delegated administrator with ${optionName("profiles")}`;
  switch (name) {
    case "AWSOrganizationsNotInUseException":
      return `${elsewhere}, or name the accounts with ${optionName("accounts")}`;
    case "AccessDenied":
    case "AccessDeniedException":
      return `have organizations:ListAccounts allowed, or ${elsewhere}`;
    default:
      return "run this again";
  }
}
