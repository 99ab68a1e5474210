import { keyOf } from "./token-memory.js";

/**
 * Where a walk stands: the request that comes next, or the end.
 *
 * A walk has one chunk, unless its input had to be divided over several requests (ProjectNames).
 */
export type Place = RequestPlace | "end";

/** The request that comes next. */
export interface RequestPlace {
  /** Which of the walk's inputs, from 0. */
  readonly chunk: number;
  /** `undefined` asks for the chunk's first page. */
  readonly token: unknown;
}

/**
 * A place as the opaque string that errors and `checkpoint` carry.
 *
 * The service's own token for a plain walk; a marked string of ours for all that a token cannot say:
 * the end, a chunk, a token that is no string. `undefined` is page one.
 */
export function resumeTokenOf(place: RequestPlace, chunks: number): string | undefined;
export function resumeTokenOf(place: Place, chunks: number): string | undefined;
export function resumeTokenOf(place: Place, chunks: number): string | undefined {
  if (place === "end") {
    return MARK + JSON.stringify({ end: true });
  }
  const { chunk, token } = place;
  if (chunks > 1) {
    return chunk === 0 && token === undefined
      ? undefined
      : MARK + JSON.stringify({ chunk, chunks, token }, writeMember);
  }
  if (token === undefined) {
    return undefined;
  }
  // A token of the service that looks like ours is wrapped too, so that reading is never in doubt.
  return typeof token === "string" && !token.startsWith(MARK) ? token : MARK + JSON.stringify({ token }, writeMember);
}

/**
 * The place that a token of the service, or a resume token of ours, stands for.
 *
 * @throws TypeError for a resume token that was cut, or that another kind of walk has written.
 */
export function placeOf(token: unknown, chunks: number): Place {
  if (token === undefined || token === null || token === "") {
    return { chunk: 0, token: undefined };
  }
  if (typeof token !== "string" || !token.startsWith(MARK)) {
    if (chunks > 1) {
      throw new TypeError(
        `${quote(token)} is a token of the service, which does not say to which chunk of the ${chunks} it belongs; ` +
          `pass the resumeToken of an error or of checkpoint`,
      );
    }
    // Throws for a token that cannot be compared: here, and not in the middle of a walk.
    keyOf(token);
    return { chunk: 0, token };
  }
  const fields = parse(token);
  if (fields["end"] === true) {
    return "end";
  }
  const chunk = fields["chunk"] ?? 0;
  if ((fields["chunks"] ?? 1) !== chunks || !Number.isInteger(chunk) || Number(chunk) < 0 || Number(chunk) >= chunks) {
    throw new TypeError(
      `the resume token ${quote(token)} belongs to a walk over ${JSON.stringify(fields["chunks"] ?? 1)} chunks, ` +
        `and this one has ${chunks}; resume it with the input that it was started with`,
    );
  }
  return { chunk: Number(chunk), token: fields["token"] };
}

const MARK = "rekognition-rx:";

function parse(token: string): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(token.slice(MARK.length), readMember);
    if (typeof fields === "object" && fields !== null && ("end" in fields || "token" in fields || "chunk" in fields)) {
      return { ...fields };
    }
  } catch {
    // Said below, with the token.
  }
  throw new TypeError(
    `${quote(token)} is not a whole resume token; pass it exactly as the error or checkpoint gave it`,
  );
}

/** Binary members of a token (DynamoDB keys) and big integers survive JSON. */
function writeMember(this: unknown, name: string, value: unknown): unknown {
  // As it is in the token: what is passed here has been through toJSON, which a Buffer has.
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
