/** Credentials that an emulator takes for good. */
export interface EmulatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials: then a request must have it. */
  readonly sessionToken?: string | undefined;
  /** Whose they are. @defaultValue by `accessKeys`, or else what an access key id is without credentials */
  readonly accountId?: string | undefined;
  /** When they expire, by the emulator's clock: a `Date`, or milliseconds since the epoch. @defaultValue never */
  readonly expiresAt?: Date | number | undefined;
}
