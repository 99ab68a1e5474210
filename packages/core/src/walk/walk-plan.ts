import { EmptyAnswerError } from "../errors/empty-answer-error.js";
import { checkCount } from "../request/check-count.js";
import type { PreparedRequest } from "../request/cold-request.js";
import type { ListingConfig, PerRequest, SendOptions } from "../request/listing-config.js";
import { copiesWith, readMember, withoutMember } from "../request/member-path.js";
import { membersOf } from "../request/members-of.js";
import type { InputOf, PagedOperation } from "../request/paged-operation.js";
import { refuseOtherTokens } from "../request/refuse-other-tokens.js";
import { isNoToken } from "../request/is-no-token.js";
import { schemaOf } from "../request/sdk-schema.js";
import { cutOffWithoutToken, truncation } from "../request/truncation.js";
import type { RequestPlace } from "./place.js";
import type { MakeRestarts } from "./walk-restarts.js";

/** Makes the requests of one walk. */
export interface RequestSource<Page> {
  /** Makes one request, with a new command each time: the SDK's middleware may write into a command. */
  readonly prepare: (place: RequestPlace) => PreparedRequest<Page>;
  /** Called when the walk is over, or was left. */
  readonly close?: (reason: unknown) => void;
}

/** Everything that the walks of one listing have in common. It has been checked, and never changes. */
export interface WalkPlan<Page> {
  readonly operation: string;
  readonly label: string | undefined;
  /** The ARN in the input, if it has one: what the walk is about. */
  readonly resource: string | undefined;
  /** Whether the tokens are already resume tokens of ours, with the operation's name in them. */
  readonly hasOwnTokens: boolean;
  /** How many inputs the walk goes through, one after the other. */
  readonly chunks: number;
  /** Begins a walk: returns the source of its requests. */
  readonly begin: () => RequestSource<Page>;
  /** Whether a request may be answered without a page, which means that there are no more pages. */
  readonly mayEndWithoutPage: boolean;
  readonly sendOptions: SendOptions | undefined;
  /** The token after a page; `undefined`, `null` and `""` are none. */
  readonly tokenAfter: (page: Page) => unknown;
  readonly end: "absent" | "same";
  /** What is wrong with an answer, before `perRequest` sees it. */
  readonly faultOf?: ((page: Page) => Error | undefined) | undefined;
  readonly perRequest: PerRequest<Page> | undefined;
  /** Makes the restarts of a walk. `undefined` if walks never begin again. */
  readonly restarts: MakeRestarts<Page> | undefined;
  readonly maxPages: number;
  readonly onRepeatedToken: "error" | "stop" | "follow";
}

/**
 * Makes the plan from the configuration, the operation and the inputs, once for all walks of a listing.
 *
 * @throws TypeError for an input that is not an object, RangeError for a page size in it that the service refuses.
 */
export function planOf<Page extends object, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
  givenInputs: readonly InputOf<Command>[],
): { readonly plan: WalkPlan<Page>; readonly startingToken: unknown } {
  const { client, withCommand } = config;
  const { command: Command, name } = operation;
  const inputToken = operation.inputToken.split(".");
  const outputToken = operation.outputToken.split(".");
  const schema = schemaOf(Command);
  const saysMore = truncation(outputToken, schema);
  const caller = name ?? Command.name.replace(/Command$/, "");

  // Copies, one level deep: the caller's input is not written to, and may be frozen.
  const inputs = givenInputs.map((input) => membersOf(input, caller));
  const requests = inputs.map((input) =>
    withPageSize(withoutMember(input, inputToken), config.pageSize, operation, caller),
  );
  // Made only for a second page: many walks have one page only.
  const requestsFrom: ((token: unknown) => object)[] = [];
  const [first = {}] = inputs;
  const source: RequestSource<Page> = {
    prepare({ chunk, token }) {
      const request = requests[chunk] ?? {};
      const input =
        token === undefined ? { ...request } : (requestsFrom[chunk] ??= copiesWith(request, inputToken))(token);
      const command = new Command(input as InputOf<Command>);
      const chosen = withCommand?.(command) ?? command;
      // The page of a test double may have no `$metadata`. Nothing here reads it.
      return (options) => client.send(chosen, options) as Promise<Page>;
    },
  };

  return {
    startingToken: config.startingToken ?? readMember(first, inputToken),
    plan: {
      operation: caller,
      label: config.label,
      resource: arnIn(first),
      chunks: inputs.length,
      begin: () => source,
      mayEndWithoutPage: false,
      hasOwnTokens: false,
      sendOptions: config.sendOptions,
      tokenAfter(page) {
        const token = readMember(page, outputToken);
        const hasMore = saysMore?.(page);
        if (hasMore === true && isNoToken(token)) {
          throw cutOffWithoutToken(operation.outputToken);
        }
        if (schema === undefined && isNoToken(token)) {
          refuseOtherTokens(page, operation.outputToken);
        }
        // S3 gives a token with the last page of `ListParts`, too.
        return hasMore === false ? undefined : token;
      },
      end: operation.end ?? "absent",
      faultOf: operation.items === undefined ? undefined : emptyFault(caller, operation.items, outputToken),
      perRequest: config.perRequest,
      restarts: undefined,
      maxPages: config.maxPages ?? Number.POSITIVE_INFINITY,
      onRepeatedToken: config.onRepeatedToken ?? "error",
    },
  };
}

/** The input's own value wins, as in the SDK's paginators. */
function withPageSize(
  request: object,
  given: number | undefined,
  { pageSize, maxPageSize }: Pick<PagedOperation<never>, "pageSize" | "maxPageSize">,
  caller: string,
): object {
  if (pageSize === undefined) {
    return request;
  }
  const path = pageSize.split(".");
  const own = readMember(request, path) ?? undefined;
  if (maxPageSize !== undefined) {
    checkCount(`${caller}: input.${pageSize}`, own, 1, maxPageSize);
  }
  return given === undefined || own !== undefined ? request : copiesWith(request, path)(given);
}

/** An answer without the items and without a token is no page. What is no answer at all is refused elsewhere. */
function emptyFault(
  operation: string,
  member: string,
  outputToken: readonly string[],
): (page: object | null | undefined) => Error | undefined {
  return (page) => {
    const isEmpty =
      typeof page === "object" &&
      page !== null &&
      !Array.isArray(page) &&
      ((page as Readonly<Record<string, unknown>>)[member] ?? undefined) === undefined &&
      isNoToken(readMember(page, outputToken));
    return isEmpty ? new EmptyAnswerError({ operation, member }) : undefined;
  };
}

function arnIn(input: object): string | undefined {
  return Object.values(input).find((value): value is string => typeof value === "string" && value.startsWith("arn:"));
}
