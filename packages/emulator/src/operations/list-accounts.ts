import type { Organization, OrganizationAccount } from "../account/organization.js";
import { integer } from "../shapes/integer.js";
import { text } from "../shapes/text.js";
import { refused } from "../wire/service-error.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the accounts of the organization.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export const listAccounts: Operation = operation({
  summary: "Lists the accounts of the organization of a seed, each with its `State`. A page has at most 20 accounts.",
  input: { NextToken: text({ maxLength: 100_000, pattern: "[\\s\\S]*" }), MaxResults: integer({ min: 1, max: 20 }) },
  errors: {
    AWSOrganizationsNotInUseException: "there is no organization, or the account of the caller does not belong to it",
    AccessDeniedException: "the account of the caller is not the management account",
    InvalidInputException: "the token does not belong to this listing",
  },
  answer: (input, context) => {
    const { organization, caller } = context;
    if (organization?.account(caller.accountId) === undefined) {
      throw refused("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    }
    if (caller.accountId !== organization.managementAccountId) {
      throw refused("AccessDeniedException", "You don't have permissions to access this resource.");
    }
    return listPage(context, {
      operation: "ListAccounts",
      about: [organization.id],
      member: "Accounts",
      token: input.NextToken,
      size: input.MaxResults ?? 20,
      page: (after, limit) => organization.accounts.page(after, limit),
      json: (account) => Buffer.from(JSON.stringify(describe(organization, account))),
      badToken: "InvalidInputException",
    });
  },
});

function describe(organization: Organization, account: OrganizationAccount): object {
  const {
    accountId,
    name = `account-${accountId}`,
    email = `aws+${accountId}@example.com`,
    state = "ACTIVE",
  } = account;
  const { managementAccountId, id } = organization;
  return {
    Id: accountId,
    Arn: `arn:aws:organizations::${managementAccountId}:account/${id}/${accountId}`,
    Email: email,
    Name: name,
    // `Status` was retired in September 2026.
    State: state,
    JoinedMethod: accountId === managementAccountId ? "INVITED" : "CREATED",
    JoinedTimestamp: (account.joinedAt?.valueOf() ?? JOINED) / 1_000,
  };
}

/** When an account joined, if its seed does not say. */
const JOINED = Date.UTC(2025, 0, 1);
