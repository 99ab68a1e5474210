import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorCredentials } from "./emulator-credentials.js";
import { refused, type ServiceError } from "./service-error.js";

/** A signed request, as it came. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Verifies the Signature Version 4 of a request.
 *
 * The order of the checks and the messages are those of AWS: unknown key, expired token, time of the signature, signature.
 *
 * @param nowMs the time by which credentials expire: the emulator's clock
 * @param signedMs the time by which a signature is too old: the machine's clock, which the client uses, too
 * @throws ServiceError as AWS refuses it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(
  request: SignedRequest,
  credentials: EmulatorCredentials | undefined,
  nowMs: number,
  signedMs: number,
): void {
  const { headers } = request;
  if (credentials === undefined) {
    throw invalidToken();
  }
  checkToken(headers, credentials, nowMs);

  const authorization = headers.authorization ?? "";
  const [, scope = ""] = /\bCredential=[^\s,/]+\/([^\s,]+)/.exec(authorization) ?? [];
  const [, signed = ""] = /\bSignedHeaders=([^\s,]+)/.exec(authorization) ?? [];
  const [, signature = ""] = /\bSignature=([0-9a-f]+)/.exec(authorization) ?? [];
  const date = textOf(headers["x-amz-date"]);
  const madeMs = timeOf(date);
  if (signed === "" || signature === "" || madeMs === undefined) {
    throw refused(
      "IncompleteSignatureException",
      "Authorization header requires 'SignedHeaders' and 'Signature' parameters, and an X-Amz-Date header.",
    );
  }
  checkTime(date, madeMs, signedMs);
  const [scopeDate = ""] = scope.split("/");
  if (scopeDate !== date.slice(0, 8)) {
    throw refused(
      "InvalidSignatureException",
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        `'${scopeDate}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  }
  const names = signed.split(";");
  for (const name of ["host", "x-amz-date"]) {
    if (!names.includes(name)) {
      throw refused("InvalidSignatureException", `'${name}' must be a 'SignedHeader'.`);
    }
  }
  const canonical = canonicalRequest(request, names);
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  const key = scope.split("/").reduce<Buffer | string>(hmac, `AWS4${credentials.secretAccessKey}`);
  const expected = hmac(key, toSign);
  const given = Buffer.from(signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refused(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. " +
        "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
}

/** Checks that a request has the session token of its credentials, and that they have not expired. @throws ServiceError */
export function checkToken(headers: IncomingHttpHeaders, credentials: EmulatorCredentials, nowMs: number): void {
  if (headers["x-amz-security-token"] !== credentials.sessionToken) {
    throw invalidToken();
  }
  if (credentials.expiresAt !== undefined && nowMs >= credentials.expiresAt.valueOf()) {
    throw expiredToken();
  }
}

/** The session token of a request; `""` if it has none. */
export function sessionTokenOf(headers: IncomingHttpHeaders): string {
  return textOf(headers["x-amz-security-token"]);
}

/** What AWS answers for credentials that it does not know. */
export function invalidToken(): ServiceError {
  return refused("UnrecognizedClientException", "The security token included in the request is invalid.");
}

/** What AWS answers for temporary credentials that have expired. */
export function expiredToken(): ServiceError {
  return refused("ExpiredTokenException", "The security token included in the request is expired");
}

/** What AWS answers for a signature that is too old. */
export function signatureExpired(madeMs: number, nowMs: number): ServiceError {
  return refused(
    "InvalidSignatureException",
    `Signature expired: ${stamp(madeMs)} is now earlier than ${stamp(nowMs - ALLOWED_SKEW)} (${stamp(nowMs)} - 5 min.)`,
  );
}

function checkTime(date: string, madeMs: number, nowMs: number): void {
  if (madeMs < nowMs - ALLOWED_SKEW) {
    throw signatureExpired(madeMs, nowMs);
  }
  if (madeMs > nowMs + ALLOWED_SKEW) {
    throw refused(
      "InvalidSignatureException",
      `Signature not yet current: ${date} is still later than ${stamp(nowMs + ALLOWED_SKEW)} (${stamp(nowMs)} + 5 min.)`,
    );
  }
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, names: readonly string[]): string {
  const [path = "/", query = ""] = url.split("?", 2);
  const canonicalHeaders = names.map((name) => `${name}:${textOf(headers[name]).trim().replaceAll(/\s+/g, " ")}\n`);
  // The client signs its own hash of the body. The body is still hashed here, so that a false hash is found.
  const declared = textOf(headers["x-amz-content-sha256"]);
  const payload = declared === "UNSIGNED-PAYLOAD" ? declared : sha256(body);
  return [method, path, query, canonicalHeaders.join(""), names.join(";"), payload].join("\n");
}

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(",") : (header ?? "");
}

function timeOf(date: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

/** Milliseconds. */
const ALLOWED_SKEW = 5 * 60_000;
