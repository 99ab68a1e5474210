import type { fromIni } from "@aws-sdk/credential-providers";

/** Keys, with a token and an end if they are temporary. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Credentials that several clients use together: they are got once, and again five minutes before they end. */
export interface SharedCredentials {
  (options?: { readonly forceRefresh?: boolean }): Promise<AwsCredentials>;
  /** The SDK's clients would each keep a copy of their own otherwise. */
  memoized: boolean;
}

/** Has all clients share what a provider gives: a role is assumed once an account, and not once a region. */
export async function sharedCredentials(provider: () => Promise<AwsCredentials>): Promise<SharedCredentials> {
  const { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } = await import("@smithy/core");
  // Without the arguments: the configuration of the client that happens to ask first must not decide for all.
  const memoized = memoizeIdentityProvider(() => provider(), isIdentityExpired, doesIdentityRequireRefresh);
  return Object.assign(memoized ?? provider, { memoized: true });
}
