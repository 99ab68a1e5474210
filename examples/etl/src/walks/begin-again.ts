import { restartOnExpiredToken } from "@rekognition-rx/operators";

/**
 * Begins the listing of a child again if its token has expired. AWS does not document how long a token lives, and a position
 * may have been in the database for days.
 *
 * Rows are written by their key and may come twice: there is no need to remember which were delivered.
 */
export const beginAgain: ReturnType<typeof restartOnExpiredToken<unknown>> = restartOnExpiredToken({
  key: () => undefined,
});
