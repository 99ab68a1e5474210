import { restartOnExpiredToken } from "@rekognition-rx/operators";

/**
 * Has the listing of a child begin again whose token has expired: how long one lives is not documented, and a position may
 * have been in the database for days.
 *
 * Rows are written by their key and may come twice: nothing has to be remembered of what was delivered.
 */
export const beginAgain: ReturnType<typeof restartOnExpiredToken<unknown>> = restartOnExpiredToken({
  key: () => undefined,
});
