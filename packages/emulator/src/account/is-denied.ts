import type { DenialSeed } from "../seed/denial-seed.js";

/** The parts of a request that denials look at. */
export interface DeniableRequest {
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly role: string | undefined;
}

/** Whether any denial matches a request. */
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
