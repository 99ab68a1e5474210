import type { DenialSeed } from "../seed/denial-seed.js";

/** A request, as far as denials look at it. */
export interface DeniableRequest {
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly role: string | undefined;
}

/** Whether some denial fits a request. */
export function isDenied(denials: readonly DenialSeed[], request: DeniableRequest): boolean {
  return denials.some(({ operation, accountId, region, role }) => {
    const operations = typeof operation === "string" ? [operation] : operation;
    return (
      (operations === undefined || operations.includes(request.operation)) &&
      (accountId === undefined || accountId === request.accountId) &&
      (region === undefined || region === request.region) &&
      (role === undefined || role === request.role)
    );
  });
}
