/** AWS did not say which accounts there are: the targets are not known. Nothing was crawled. */
export class DiscoveryError extends Error {
  readonly _tag = "DiscoveryError";
  /** The operation as AWS names it: `ListAccounts`. */
  readonly operation: string;

  /** @param fields - a message of one line that says what to do, and the SDK's exception. */
  constructor(fields: { readonly operation: string; readonly message: string; readonly cause: unknown }) {
    super(fields.message, { cause: fields.cause });
    this.name = "DiscoveryError";
    this.operation = fields.operation;
  }
}

/** Whether a value is a {@link DiscoveryError}, of this copy of the package or another. */
export function isDiscoveryError(value: unknown): value is DiscoveryError {
  return value instanceof Error && "_tag" in value && value._tag === "DiscoveryError";
}
