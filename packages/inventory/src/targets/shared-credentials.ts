import type { fromIni } from "@aws-sdk/credential-providers";

/** Keys, with a token and an end if they are temporary. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Credentials that several clients use together. They are fetched once, and again five minutes before they expire. */
export interface SharedCredentials {
  (options?: { readonly forceRefresh?: boolean }): Promise<AwsCredentials>;
  /** Otherwise each client of the SDK would keep a copy of its own. */
  memoized: boolean;
}

/** Lets all clients share what a provider gives: a role is assumed once per account, and not once per region. */
export async function sharedCredentials(provider: () => Promise<AwsCredentials>): Promise<SharedCredentials> {
  const { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } = await import("@smithy/core");
  // The provider is called without arguments: the configuration of the client that happens to ask first must not decide
  // for all.
  const memoized = memoizeIdentityProvider(() => provider(), isIdentityExpired, doesIdentityRequireRefresh);
  return Object.assign(memoized ?? provider, { memoized: true });
}
