/**
 * A denial: a request that matches every member is answered `AccessDeniedException`.
 *
 * For `AssumeRole`, the account and the role are those of the role to assume. For every other operation, they are those of
 * the caller.
 */
export interface DenialSeed {
  /** One or several operations of any emulated service, as AWS names them. @defaultValue all */
  readonly operation?: string | readonly string[] | undefined;
  /** Twelve digits. @defaultValue all */
  readonly accountId?: string | undefined;
  /** The region that the request is signed for. @defaultValue all */
  readonly region?: string | undefined;
  /** The name of a role. Without it, callers with a key of the account itself are denied, too. @defaultValue all */
  readonly role?: string | undefined;
}

/** The members of a {@link DenialSeed}. */
export const denialMembers: Readonly<Record<keyof DenialSeed, true>> = {
  operation: true,
  accountId: true,
  region: true,
  role: true,
};
