import type { Lease } from "./lease.js";

/** Another worker has the shard: nothing was written, and this worker drops the shard. */
export class LeaseLostError extends Error {
  readonly _tag = "LeaseLostError";

  constructor({ shard, attempt }: Lease) {
    super(`the lease of shard ${shard} was lost (attempt ${attempt}): another worker goes on with it`);
    this.name = "LeaseLostError";
  }
}

/** Whether a value is a {@link LeaseLostError}. */
export function isLeaseLostError(value: unknown): value is LeaseLostError {
  return value instanceof Error && "_tag" in value && value._tag === "LeaseLostError";
}
