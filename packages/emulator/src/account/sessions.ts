import { createHmac } from "node:crypto";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import type { Caller } from "./caller.js";

/** An assumed role: the caller that it stands for, and the credentials that were given out for it. */
export interface Session {
  readonly caller: Caller;
  readonly credentials: EmulatorCredentials & { readonly sessionToken: string; readonly expiresAt: number };
}

/** The contents of a session's token. */
interface Subject {
  readonly accountId: string;
  readonly role: NonNullable<Caller["role"]>;
  /** In milliseconds since the epoch, by the emulator's clock. */
  readonly expiresAt: number;
  /** Makes sessions of the same role differ. */
  readonly nonce: string;
}

/** Opens a session for a role. */
export function openSession(subject: Subject): Session {
  const text = Buffer.from(JSON.stringify(subject)).toString("base64");
  return sessionWith(`${text}${signature("token", text)}`, subject);
}

/**
 * The session that an access key id and a token belong to; `undefined` if no emulator has given them out. Sessions are not
 * stored: the token has everything, so that an emulator that was restarted accepts it too.
 */
export function sessionOf(accessKeyId: string, sessionToken: string): Session | undefined {
  const text = sessionToken.slice(0, -SIGNATURE_LENGTH);
  if (!isSessionKey(accessKeyId) || sessionToken !== `${text}${signature("token", text)}`) {
    return undefined;
  }
  const session = sessionWith(sessionToken, JSON.parse(Buffer.from(text, "base64").toString()) as Subject);
  return session.credentials.accessKeyId === accessKeyId ? session : undefined;
}

/** Whether an access key id looks like those that {@link openSession} makes. */
export function isSessionKey(accessKeyId: string): boolean {
  return /^ASIA[0-9A-F]{16}$/.test(accessKeyId);
}

function sessionWith(sessionToken: string, { accountId, role, expiresAt }: Subject): Session {
  const accessKeyId = `ASIA${signature("key", sessionToken).slice(0, 16).toUpperCase()}`;
  const secretAccessKey = Buffer.from(signature("secret", sessionToken).slice(0, 60), "hex").toString("base64");
  return {
    caller: { accountId, accessKeyId, role },
    credentials: { accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt },
  };
}

/** It only distinguishes tokens that were given out from made-up ones. It keeps no secret. */
function signature(purpose: string, text: string): string {
  return createHmac("sha256", "rekognition-emulator").update(`${purpose} ${text}`).digest("hex");
}

const SIGNATURE_LENGTH = 64;
