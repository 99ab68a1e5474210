import { checkCount } from "../request/check-count.js";
import type { ListingConfig, SendOptions } from "../request/listing-config.js";
import { membersOf } from "../request/members-of.js";
import type { InputOf, PagedOperation } from "../request/paged-operation.js";
import type { RequestPlace } from "./place.js";
import type { WalkPlan } from "./walk.js";

/**
 * What the configuration, the operation and the inputs come to, worked out once for all walks of a listing.
 *
 * @throws TypeError for an input that is no object, RangeError for a page size in it that the service does not take.
 */
export function planOf<Page extends object, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
  givenInputs: readonly InputOf<Command>[],
): { readonly plan: WalkPlan<Page>; readonly startingToken: unknown } {
  const { client, withCommand, label, perRequest, sendOptions } = config;
  const { command: Command, name, end } = operation;
  const inputToken = operation.inputToken.split(".");
  const outputToken = operation.outputToken.split(".");
  const pageSize = operation.pageSize?.split(".");

  const caller = name ?? Command.name.replace(/Command$/, "");

  // Copies, one level deep: the caller's input is not written to, and may be frozen.
  const inputs = givenInputs.map((input) => membersOf(input, caller));
  const requests = inputs.map((input) => {
    const request = without(input, inputToken);
    if (pageSize === undefined) {
      return request;
    }
    const own = get(request, pageSize) ?? undefined;
    if (operation.maxPageSize !== undefined) {
      checkCount(`${caller}: input.${operation.pageSize}`, own, 1, operation.maxPageSize);
    }
    return config.pageSize === undefined || own !== undefined
      ? request
      : withMember(request, pageSize, config.pageSize);
  });

  const prepare = ({ chunk, token }: RequestPlace): ((options: SendOptions) => Promise<Page>) => {
    const request = requests[chunk] ?? {};
    const input = token === undefined ? { ...request } : withMember(request, inputToken, token);
    const command = new Command(input as InputOf<Command>);
    const chosen = withCommand?.(command) ?? command;
    return (options) => client.send(chosen, options);
  };

  const [first] = inputs;
  return {
    startingToken: config.startingToken ?? (first === undefined ? undefined : get(first, inputToken)),
    plan: {
      operation: caller,
      label,
      chunks: inputs.length,
      prepare,
      sendOptions,
      tokenAfter: (page) => get(page, outputToken),
      end: end ?? "absent",
      perRequest,
      restarts: undefined,
      maxPages: config.maxPages ?? Number.POSITIVE_INFINITY,
      onRepeatedToken: config.onRepeatedToken ?? "error",
    },
  };
}

type Path = readonly string[];

function get(from: object, path: Path): unknown {
  let value: unknown = from;
  for (const name of path) {
    if (typeof value !== "object" || value === null) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** A copy with the member set; only what lies on the path is copied. */
function withMember(target: object, [name = "", ...rest]: Path, value: unknown): object {
  if (rest.length === 0) {
    return { ...target, [name]: value };
  }
  const inner = (target as Record<string, unknown>)[name];
  return { ...target, [name]: withMember(typeof inner === "object" && inner !== null ? inner : {}, rest, value) };
}

function without(target: object, path: Path): object {
  if (get(target, path) === undefined) {
    return { ...target };
  }
  const [name = "", ...rest] = path;
  const { [name]: inner, ...others } = target as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: without(inner as object, rest) };
}
