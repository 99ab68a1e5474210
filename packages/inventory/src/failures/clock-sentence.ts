import { isClockSkew } from "@rekognition-rx/core";
import { count } from "../text/count.js";

/**
 * What is wrong with the clock of this machine, if AWS refused a request because of the time of its signature;
 * `undefined` for every other error.
 *
 * @param error - one error, without its causes.
 */
export function clockSentence(error: unknown): string | undefined {
  if (!isClockSkew(error)) {
    return undefined;
  }
  const { name, message, $response } = error as SkewedError;
  const ahead = aheadOf($response?.headers?.date, message);
  if (ahead !== undefined && Math.abs(ahead) >= LEAST) {
    const side = ahead > 0 ? "ahead of" : "behind";
    return `the clock of this machine is ${roughly(Math.abs(ahead))} ${side} that of AWS, which refuses requests that are signed with a wrong time (${name}); set the clock, and run this again`;
  }
  // EC2 and similar services use the same name for a session that has expired.
  return name === "RequestExpired"
    ? undefined
    : `AWS does not accept the time at which requests are signed (${name}: ${message.replace(/\.\s*$/, "")}); check the clock of this machine, and run this again`;
}

interface SkewedError {
  readonly name: string;
  readonly message: string;
  readonly $response?: { readonly headers?: { readonly date?: unknown } };
}

/** By how many milliseconds this machine's clock is ahead of the clock of the server that answered. */
function aheadOf(header: unknown, message: string): number | undefined {
  const [, ofMessage = ""] = /\((\d{8}T\d{6}Z) [-+]/.exec(message) ?? [];
  const text = typeof header === "string" ? header : ofMessage.replace(STAMP, "$1-$2-$3T$4:$5:$6Z");
  const there = Date.parse(text);
  return Number.isNaN(there) ? undefined : Date.now() - there;
}

const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

function roughly(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) {
    return count(minutes, "minute");
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? count(hours, "hour") : count(Math.round(hours / 24), "day");
}

/** Milliseconds: AWS allows five minutes, and the header has whole seconds. */
const LEAST = 4 * 60_000;
