/** Which accounts and regions to look for, and how to get there. */
export interface DiscoverTargetsOptions {
  /**
   * Profiles of the AWS configuration. A profile wins as a whole over the environment: its credentials, its region, its
   * endpoint and its services.
   *
   * @defaultValue none: the usual AWS environment
   */
  readonly profiles?: readonly string[] | undefined;
  /**
   * `eu-west-1`, ...; `"all"` for all regions in which Custom Labels is offered.
   *
   * @defaultValue the region of the profile, or that of `AWS_REGION` or `AWS_DEFAULT_REGION`
   */
  readonly regions?: readonly string[] | "all" | undefined;
  /**
   * The path of a text file: one account id of twelve digits per line, an optional name after a comma, `#` comments.
   */
  readonly accountsFile?: string | undefined;
  /** The accounts themselves, if they do not come from a file. */
  readonly accounts?: readonly DiscoveredAccount[] | undefined;
  /** All accounts of the organization, as `ListAccounts` of AWS Organizations has them. @defaultValue false */
  readonly organization?: boolean | undefined;
  /**
   * The name of the role to assume in each account except the caller's own, with its path if it has one.
   *
   * @defaultValue `"OrganizationAccountAccessRole"` with `organization`; otherwise none, and accounts other than the
   * caller's own need one
   */
  readonly roleName?: string | undefined;
  /** The external id, if the trust policy of the role asks for one. */
  readonly externalId?: string | undefined;
  /** The URL of another server than AWS's. It is used for Rekognition, CloudWatch, STS and Organizations. */
  readonly endpointUrl?: string | undefined;
  /** Milliseconds that a request may take; 0 is no limit. @defaultValue 60000 */
  readonly requestTimeout?: number | undefined;
  /** Aborting it ends the discovery with its reason. Targets that were given out already can still be used. */
  readonly signal?: AbortSignal | undefined;
}

/** An account to discover. */
export interface DiscoveredAccount {
  /** Twelve digits. */
  readonly accountId: string;
  /** The name of the account, for reports. */
  readonly accountName?: string | undefined;
}
