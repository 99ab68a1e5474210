import type { Place } from "./place.js";
import { keyOf } from "./token-key.js";
import type { WalkPlan } from "./walk-plan.js";

/**
 * A place as the opaque string that errors and `checkpoint` carry.
 *
 * In a plain walk it is the service's own token. A marked string of ours holds what such a token cannot say: the end,
 * a chunk, a token that is not a string, or what a walk that began again has delivered. `undefined` is page one.
 */
export function resumeTokenOf(place: Place, { operation, chunks, hasOwnTokens }: WalkOf): string | undefined {
  if (place === "end") {
    return write({ operation, end: true });
  }
  const { chunk, token, outstanding } = place;
  if (hasOwnTokens) {
    return token as string | undefined;
  }
  if (outstanding === undefined) {
    if (chunk === 0 && token === undefined) {
      return undefined;
    }
    // A token of the service that looks like ours is wrapped too, so that it is never read as one of ours.
    if (chunks <= 1 && typeof token === "string" && !token.startsWith(MARK)) {
      return token;
    }
  }
  return write({ operation, ...(chunks > 1 ? { chunk, chunks } : {}), token, outstanding });
}

/** The parts of a walk's plan that a resume token must match. */
export type WalkOf = Pick<WalkPlan<never>, "operation" | "chunks" | "hasOwnTokens">;

/**
 * The place that a token means, be it the service's or a resume token of ours. A walk without chunks is at its end.
 *
 * @throws TypeError for a resume token that was cut off, or that was written by a walk of another operation or input.
 */
export function placeOf(token: unknown, { operation, chunks, hasOwnTokens }: WalkOf): Place {
  if (chunks === 0) {
    return "end";
  }
  if (token === undefined || token === null || token === "") {
    return { chunk: 0, token: undefined };
  }
  if (isPosition(token)) {
    throw new TypeError(
      `${operation}: this is the whole position that checkpoint was called with, ${quote(token)}; ` +
        `pass its resumeToken alone`,
    );
  }
  if (hasOwnTokens) {
    return isEnd(token, operation) ? "end" : { chunk: 0, token };
  }
  if (typeof token !== "string" || !token.startsWith(MARK)) {
    if (chunks > 1) {
      throw new TypeError(
        `${operation}: ${quote(token)} is a token of the service, and does not say which of the ${chunks} chunks ` +
          `it belongs to; pass the resumeToken of an error or of checkpoint`,
      );
    }
    if (typeof token === "string" && isOfTheCli(token)) {
      throw new TypeError(
        `${operation}: ${quote(token)} is a starting token of the AWS CLI (--max-items), which the service does not know; ` +
          `decode it (base64 of JSON), and pass the NextToken in it`,
      );
    }
    // Throws for a token that cannot be compared, so that this happens here and not in the middle of a walk.
    keyOf(token);
    return { chunk: 0, token };
  }
  const fields = fieldsOf(token, operation);
  if (fields.end === true) {
    return "end";
  }
  const { chunk = 0, chunks: written = 1, outstanding } = fields;
  if (written !== chunks || !Number.isInteger(chunk) || chunk < 0 || chunk >= chunks) {
    throw new TypeError(
      `the resume token ${quote(token)} belongs to a walk over ${JSON.stringify(written)} chunks, ` +
        `and this one has ${chunks}; resume it with the input that it was started with`,
    );
  }
  return { chunk, token: fields.token, ...(outstanding === undefined ? {} : { outstanding }) };
}

/** Writes a position in a walk of `listingFrom` as a resume token, which names the operation. */
export function ownToken(operation: string, position: unknown): string {
  return write({ operation, token: position });
}

/**
 * The position that {@link ownToken} has written.
 *
 * @throws TypeError for any other token.
 */
export function positionIn(token: unknown, operation: string): unknown {
  return fieldsOf(token, operation).token;
}

function isEnd(token: unknown, operation: string): boolean {
  return fieldsOf(token, operation).end === true;
}

function fieldsOf(token: unknown, operation: string): Fields {
  if (typeof token !== "string" || !token.startsWith(MARK)) {
    throw new TypeError(
      `${operation}: ${quote(token)} is not a resume token of this operation; pass the resumeToken of its error or checkpoint`,
    );
  }
  const fields = read(token, operation);
  if (fields.operation !== operation) {
    throw new TypeError(
      `the resume token ${quote(token)} belongs to a walk of ${fields.operation}, and this one is of ${operation}; ` +
        `resume it with the listing that it came from`,
    );
  }
  return fields;
}

const MARK = "rekognition-rx:";

/** The content of a resume token of ours. */
interface Fields {
  /** The operation whose walk has written it. */
  readonly operation: string;
  readonly end?: boolean;
  readonly chunk?: number;
  readonly chunks?: number;
  readonly token?: unknown;
  readonly outstanding?: readonly string[] | undefined;
}

function write(fields: Fields): string {
  return MARK + JSON.stringify(fields, writeMember);
}

function read(token: string, operation: string): Fields {
  try {
    const fields: unknown = JSON.parse(token.slice(MARK.length), readMember);
    if (isFields(fields)) {
      return fields;
    }
  } catch {
    // Reported below, with the token.
  }
  throw new TypeError(
    `${operation}: ${quote(token)} is not a whole resume token; pass it exactly as the error or checkpoint gave it`,
  );
}

function isFields(fields: unknown): fields is Fields {
  if (typeof fields !== "object" || fields === null || !("operation" in fields)) {
    return false;
  }
  const { outstanding } = fields as Partial<Fields>;
  return (
    typeof fields.operation === "string" &&
    (outstanding === undefined || (Array.isArray(outstanding) && outstanding.every((key) => typeof key === "string")))
  );
}

/**
 * Whether it is a whole position, as `checkpoint` gets it, or the JSON of one. The result of `JSON.parse` has no type that
 * would show it, and a text that was stored shows nothing at all.
 */
function isPosition(token: unknown): boolean {
  const position = typeof token === "string" && token.startsWith("{") ? parsed(token) : token;
  return typeof position === "object" && position !== null && "resumeToken" in position && "pagesDelivered" in position;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the CLI or boto3 wrote it: base64 of the operation's token, and of how many items of its page were printed. */
function isOfTheCli(token: string): boolean {
  if (!token.startsWith(BASE64_OF_A_BRACE)) {
    return false;
  }
  try {
    const fields: unknown = JSON.parse(atob(token));
    return typeof fields === "object" && fields !== null && Object.keys(fields).every((name) => CLI_MEMBER.test(name));
  } catch {
    return false;
  }
}

const BASE64_OF_A_BRACE = "eyJ";
const CLI_MEMBER = /^(?:nextToken|boto_truncate_amount)$/i;

/** Lets binary members of a token (DynamoDB keys) and big integers survive JSON. */
function writeMember(this: unknown, name: string, value: unknown): unknown {
  // Read from the token itself: `value` has already been through `toJSON`, which a Buffer has.
  const member = (this as Readonly<Record<string, unknown>>)[name];
  if (member instanceof Uint8Array) {
    return { [BYTES]: [...member] };
  }
  return typeof value === "bigint" ? { [BIGINT]: value.toString() } : value;
}

function readMember(this: unknown, _name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 1) {
    return value;
  }
  if (BYTES in value && Array.isArray(value[BYTES])) {
    return Uint8Array.from(value[BYTES].map(Number));
  }
  return BIGINT in value && typeof value[BIGINT] === "string" ? BigInt(value[BIGINT]) : value;
}

const BYTES = "$rekognition-rx:bytes";
const BIGINT = "$rekognition-rx:bigint";

function quote(token: unknown): string {
  const text =
    typeof token === "string" ? JSON.stringify(token) : (JSON.stringify(token, writeMember) ?? String(token));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
