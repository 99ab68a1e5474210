import { from, type Observable, type ObservableInput } from "rxjs";
import { asGiven } from "./as-given.js";

/**
 * The pages that a `perRequest` gave.
 *
 * @throws TypeError for a function: an operator was passed that was to be called first.
 */
export function pagesGiven<Page>(given: ObservableInput<Page>): Observable<Page> {
  if (typeof given === "function") {
    throw new TypeError(
      `config.perRequest must give an Observable of the page, not ${asGiven(given)}; ` +
        "call an operator before you pass it, as in perRequest: retryThrottled()",
    );
  }
  return from(given);
}
