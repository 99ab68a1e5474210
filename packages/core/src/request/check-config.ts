import { asGiven } from "./as-given.js";
import { checkCallConfig } from "./check-call-config.js";
import { checkCount } from "./check-count.js";
import { checkOperation } from "./check-operation.js";
import type { ListingConfig } from "./listing-config.js";
import type { PagedOperation } from "./paged-operation.js";

/**
 * Refuses, before anything is sent, a configuration that would fail later, or walk differently from what was meant.
 *
 * TypeScript refuses it by type. This check is for JavaScript, and for values that come from outside.
 *
 * @throws TypeError or RangeError that names the member, its value, and what it may be.
 */
export function checkConfig<Page, Command>(
  config: ListingConfig<Page, Command>,
  operation: PagedOperation<Command>,
): void {
  const caller = operation?.name ?? "paginate$";
  checkCallConfig(config, caller);
  checkOperation(operation, caller);
  const fail = (what: string): never => {
    throw new TypeError(`${caller}: ${what}`);
  };
  for (const member of ["perRequest", "checkpoint"] as const) {
    if (config[member] !== undefined && typeof config[member] !== "function") {
      fail(`config.${member} must be a function, not ${asGiven(config[member])}`);
    }
  }
  const { onRepeatedToken, pageSize, prefetch, maxPages, label } = config;
  if (label !== undefined && typeof label !== "string") {
    fail(`config.label must be a string, not ${asGiven(label)}`);
  }
  if (onRepeatedToken !== undefined && onRepeatedToken !== "error" && onRepeatedToken !== "stop") {
    fail(`config.onRepeatedToken must be "error" or "stop", not ${asGiven(onRepeatedToken)}`);
  }
  if (pageSize !== undefined && operation.pageSize === undefined) {
    fail(
      `config.pageSize is ${asGiven(pageSize)}, but the operation does not name the member that takes it; ` +
        `name it as the operation's pageSize`,
    );
  }
  checkCount(`${caller}: config.pageSize`, pageSize, 1, operation.maxPageSize);
  checkCount(`${caller}: config.prefetch`, prefetch, 0);
  checkCount(`${caller}: config.maxPages`, maxPages === Number.POSITIVE_INFINITY ? undefined : maxPages, 1);
}
