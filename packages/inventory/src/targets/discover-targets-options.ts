/** Which accounts and regions to look for, and how to get there. */
export interface DiscoverTargetsOptions {
  /**
   * Profiles of the AWS configuration. Each wins as a whole, over everything that the environment says of another: its
   * credentials, its region, its endpoint and services.
   *
   * @defaultValue none: the usual AWS environment
   */
  readonly profiles?: readonly string[] | undefined;
  /**
   * `eu-west-1`, ...; `"all"` is where Custom Labels is offered.
   *
   * @defaultValue the region of the profile, or that of `AWS_REGION` or `AWS_DEFAULT_REGION`
   */
  readonly regions?: readonly string[] | "all" | undefined;
  /** The path of a text file: an account id of twelve digits a line, an optional name after a comma, `#` comments. */
  readonly accountsFile?: string | undefined;
  /** The accounts themselves, for who has them from elsewhere than a file. */
  readonly accounts?: readonly DiscoveredAccount[] | undefined;
  /** All accounts of the organization, as `ListAccounts` of AWS Organizations has them. @defaultValue false */
  readonly organization?: boolean | undefined;
  /**
   * The name of the role to assume in each account but the caller's own, with its path if it has one.
   *
   * @defaultValue `"OrganizationAccountAccessRole"` with `organization`; none with `accountsFile` or `accounts`
   */
  readonly roleName?: string | undefined;
  /** What the trust policy of the role asks for. */
  readonly externalId?: string | undefined;
  /** Another server than AWS's, for Rekognition, CloudWatch, STS and Organizations alike. */
  readonly endpointUrl?: string | undefined;
  /** Milliseconds that a request may take; 0 is no limit. @defaultValue 60000 */
  readonly requestTimeout?: number | undefined;
  /** Ends the discovery with its reason. Targets that are handed over live on. */
  readonly signal?: AbortSignal | undefined;
}

/** An account that is to be looked for. */
export interface DiscoveredAccount {
  /** Twelve digits. */
  readonly accountId: string;
  readonly accountName?: string | undefined;
}
