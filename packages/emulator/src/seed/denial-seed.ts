/**
 * What is denied: the requests that every member fits, which are answered `AccessDeniedException`.
 *
 * For `AssumeRole`, the account and the role are those to be assumed; for everything else, those of who asks.
 */
export interface DenialSeed {
  /** As AWS names it, of any service that is emulated; one or several. @defaultValue all */
  readonly operation?: string | readonly string[] | undefined;
  /** @defaultValue all */
  readonly accountId?: string | undefined;
  /** @defaultValue all */
  readonly region?: string | undefined;
  /** The name of a role. Without it, also who asks with a key of the account's own is denied. @defaultValue all */
  readonly role?: string | undefined;
}
