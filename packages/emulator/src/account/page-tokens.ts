import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { ServiceError } from "../wire/service-error.js";
import type { Cursor } from "./cursor.js";

/**
 * Makes and reads pagination tokens.
 *
 * A token is a cursor: the sort key of the last item delivered. So an item that comes or goes between two requests neither
 * repeats nor hides others. The token is signed together with its purpose. It is refused if it was made for another
 * operation, account, region, filter or emulator, or if a single character was changed.
 */
export class PageTokens {
  readonly #secret = randomBytes(32);

  /**
   * @param purpose everything the token is bound to, in a fixed order
   * @param salt makes another token for the same place
   */
  seal(purpose: readonly string[], cursor: Cursor, salt?: string): string {
    const payload = Buffer.from(JSON.stringify([cursor.rank, cursor.id, ...(salt === undefined ? [] : [salt])]));
    return Buffer.concat([this.#sign(purpose, payload), payload]).toString("base64url");
  }

  /**
   * @param code - the name of the error
   * @throws {@link ServiceError} for a token that was not made for this purpose
   */
  open(purpose: readonly string[], token: string, code = "InvalidPaginationTokenException"): Cursor {
    const bytes = Buffer.from(token, "base64url");
    const payload = bytes.subarray(SIGNATURE_LENGTH);
    const genuine =
      // base64 has several spellings for the same bytes; only the one that was given out is accepted.
      bytes.toString("base64url") === token &&
      bytes.length > SIGNATURE_LENGTH &&
      timingSafeEqual(bytes.subarray(0, SIGNATURE_LENGTH), this.#sign(purpose, payload));
    if (!genuine) {
      throw new ServiceError({ code, message: "Invalid Pagination Token" });
    }
    const [rank, id] = JSON.parse(payload.toString()) as [number, string];
    return { rank, id };
  }

  #sign(purpose: readonly string[], payload: Buffer): Buffer {
    // Hashed first, so that no payload can pass for a part of the purpose.
    const about = createHash("sha256").update(JSON.stringify(purpose)).digest();
    return createHmac("sha256", this.#secret).update(about).update(payload).digest().subarray(0, SIGNATURE_LENGTH);
  }
}

/** Bytes: 128 bits are enough, and keep a token short. */
const SIGNATURE_LENGTH = 16;
