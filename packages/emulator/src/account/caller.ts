import { createHash } from "node:crypto";

/** Who sends a request. */
export interface Caller {
  readonly accountId: string;
  readonly accessKeyId: string;
  /** The role that was assumed; `undefined` for a key of the account itself. */
  readonly role: { readonly name: string; readonly sessionName: string } | undefined;
}

/** The ARN of a caller, as AWS forms it. */
export function callerArn({ accountId, accessKeyId, role }: Caller): string {
  return role === undefined
    ? `arn:aws:iam::${accountId}:user/${accessKeyId}`
    : `arn:aws:sts::${accountId}:assumed-role/${role.name}/${role.sessionName}`;
}

/** The id of a caller, as AWS forms it: always the same for the same caller. */
export function callerId({ accountId, accessKeyId, role }: Caller): string {
  return role === undefined
    ? uniqueId("AIDA", `${accountId}/${accessKeyId}`)
    : `${uniqueId("AROA", `${accountId}/${role.name}`)}:${role.sessionName}`;
}

function uniqueId(prefix: string, of: string): string {
  const digest = createHash("sha256").update(of).digest("hex").toUpperCase();
  return `${prefix}${digest.slice(0, 17)}`;
}
