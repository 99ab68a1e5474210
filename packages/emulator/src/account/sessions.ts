import { randomBytes } from "node:crypto";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import type { Caller } from "./caller.js";

/** A role that was assumed: whose it is, and the credentials that were given out for it. */
export interface Session {
  readonly caller: Caller;
  readonly credentials: EmulatorCredentials & { readonly sessionToken: string; readonly expiresAt: number };
}

/** The roles that were assumed, by access key id. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** @param expiresAt - in milliseconds since the epoch, by the emulator's clock */
  open(accountId: string, role: NonNullable<Caller["role"]>, expiresAt: number): Session {
    const accessKeyId = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
    const session: Session = {
      caller: { accountId, accessKeyId, role },
      credentials: {
        accessKeyId,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(96).toString("base64"),
        accountId,
        expiresAt,
      },
    };
    this.#sessions.set(accessKeyId, session);
    return session;
  }

  of(accessKeyId: string): Session | undefined {
    return this.#sessions.get(accessKeyId);
  }
}
