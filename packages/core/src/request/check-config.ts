import { checkCount } from "./check-count.js";
import { checkSignal } from "./check-signal.js";
import type { ListingConfig } from "./listing-config.js";
import type { PagedOperation } from "./paged-operation.js";
import { asGiven } from "./as-given.js";

/**
 * Refuses, before anything is sent, what could only fail later or walk otherwise than was meant.
 *
 * The types say the same to TypeScript; this is for JavaScript, and for values that come from outside.
 *
 * @throws TypeError, RangeError that name the member, its value, and what it may be.
 */
export function checkConfig<Page, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
): void {
  const fail = (what: string): never => {
    throw new TypeError(`${caller}: ${what}`);
  };
  const caller = operation?.name ?? "paginate$";
  if (typeof config?.client?.send !== "function") {
    fail(
      `config.client must be an SDK client, or anything with a send(command, options), not ${asGiven(config?.client)}`,
    );
  }
  if (typeof operation?.command !== "function") {
    fail(`the operation must be a command class or { command, inputToken, outputToken }, not ${asGiven(operation)}`);
  }
  for (const member of ["inputToken", "outputToken"] as const) {
    if (typeof operation[member] !== "string" || operation[member].split(".").includes("")) {
      fail(`operation.${member} must be a member's name or a dotted path, not ${asGiven(operation[member])}`);
    }
  }
  for (const member of ["perRequest", "checkpoint", "withCommand"] as const) {
    if (config[member] !== undefined && typeof config[member] !== "function") {
      fail(`config.${member} must be a function, not ${asGiven(config[member])}`);
    }
  }
  const { onRepeatedToken, pageSize, prefetch, maxPages, label, sendOptions } = config;
  checkSignal(config.signal, `${caller}: config.signal`);
  checkSignal(sendOptions?.abortSignal, `${caller}: config.sendOptions.abortSignal`);
  if (label !== undefined && typeof label !== "string") {
    fail(`config.label must be a string, not ${asGiven(label)}`);
  }
  if (onRepeatedToken !== undefined && onRepeatedToken !== "error" && onRepeatedToken !== "stop") {
    fail(`config.onRepeatedToken must be "error" or "stop", not ${asGiven(onRepeatedToken)}`);
  }
  if (pageSize !== undefined && operation.pageSize === undefined) {
    fail(`config.pageSize is ${asGiven(pageSize)}, and the operation does not say which member takes it (pageSize)`);
  }
  checkCount(`${caller}: config.pageSize`, pageSize, 1, operation.maxPageSize);
  checkCount(`${caller}: config.prefetch`, prefetch, 0);
  checkCount(`${caller}: config.maxPages`, maxPages === Number.POSITIVE_INFINITY ? undefined : maxPages, 1);
}
