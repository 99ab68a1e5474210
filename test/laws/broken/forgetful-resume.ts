import { isListingError } from "@rekognition-rx/core";
import { catchError, type Observable, throwError } from "rxjs";
import type { Retrying } from "../retrying.js";
import type { AnyListing } from "../subject.js";
import { pulledFrom } from "./pulled-from.js";

/** Resumes a failed walk by a new one, which knows neither the tokens nor the count of the first. */
export const forgetfulResume: Retrying = {
  name: "resumeFrom after the listing",
  list: (subject, config, input) => {
    const listing: AnyListing = subject.list(config, input);
    const resumed = (from: AnyListing): Observable<object> =>
      from.pipe(
        catchError((error: unknown) =>
          isListingError(error) ? resumed(listing.resumeFrom(error.resumeToken)) : throwError(() => error),
        ),
      );
    return pulledFrom(resumed(listing), listing);
  },
};
