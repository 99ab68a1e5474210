/** Credentials that an emulator accepts. */
export interface EmulatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For temporary credentials: a request must then have it. */
  readonly sessionToken?: string | undefined;
  /** The account that they belong to. @defaultValue the one that the access key id has without this, see `accessKeys` */
  readonly accountId?: string | undefined;
  /** When they expire, by the emulator's clock: a `Date`, or milliseconds since the epoch. @defaultValue never */
  readonly expiresAt?: Date | number | undefined;
}
