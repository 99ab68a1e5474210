import { causesOf } from "@rekognition-rx/core";
import { cut } from "../text/cut.js";
import { oneLine } from "../text/one-line.js";
import { isBrokenCredentialsError } from "./broken-credentials-error.js";
import { clockSentence } from "./clock-sentence.js";
import { optionName } from "./option-name.js";

/**
 * What is wrong with the credentials, in one sentence that says what to do; `undefined` for an error that is not about
 * credentials. One line, no full stop, no stack.
 *
 * @param profile - the profile of the credentials, if one was named.
 */
export function credentialsSentence(error: unknown, profile?: string): string | undefined {
  const links = causesOf(error);
  for (const link of links) {
    const sentence = isBrokenCredentialsError(link) ? link.message : clockSentence(link);
    if (sentence !== undefined) {
      return oneLine(sentence);
    }
  }
  for (const rule of [expired, noCredentials, refused]) {
    for (const link of links) {
      const sentence = rule(textOf(link, "name"), textOf(link, "message"), profile);
      if (sentence !== undefined) {
        return oneLine(sentence);
      }
    }
  }
  return undefined;
}

/** Whether AWS, or the SDK before it, refused credentials because they have expired. */
export function isExpiredCredentials(error: unknown): boolean {
  return causesOf(error).some((link) => hasExpired(textOf(link, "name"), textOf(link, "message")));
}

function expired(name: string, message: string, profile: string | undefined): string | undefined {
  if (!hasExpired(name, message)) {
    return undefined;
  }
  const login = profile === undefined ? "aws sso login" : `aws sso login --profile ${profile}`;
  return `the AWS credentials have expired; get new ones (with single sign-on: "${login}") and run this again`;
}

function hasExpired(name: string, message: string): boolean {
  return (
    EXPIRED.has(name) ||
    (PROVIDERS.has(name) &&
      /expired|re-authenticate|Session token not found|To refresh this SSO session/i.test(message))
  );
}

function noCredentials(name: string, message: string, profile: string | undefined): string | undefined {
  if (!PROVIDERS.has(name)) {
    return undefined;
  }
  if (message.startsWith("Command failed")) {
    const whose = profile === undefined ? "" : ` of the profile "${profile}"`;
    // The first line is the command line, which may have a secret in it; what follows is what the command wrote to stderr.
    const [, ...written] = message.split("\n");
    const words = cut(oneLine(written.join(" ")), LONGEST_WORDS);
    const why = words === "" ? "" : ` (${words})`;
    return `the AWS credentials could not be loaded: the command in credential_process${whose} failed${why}; run it by itself to see more`;
  }
  const named = /profile: \[(.+?)\]|^Profile '?(.+?)'? (?:could not be|was not) found/.exec(message);
  const whose = named?.[1] ?? named?.[2] ?? profile;
  if (whose !== undefined && (named !== null || message.startsWith("Could not load credentials"))) {
    return `there are no AWS credentials for the profile "${whose}": it does not exist, has none, or could not get them; "aws configure list-profiles" lists those that exist`;
  }
  return message.startsWith("Could not load credentials")
    ? `no AWS credentials were found; name a profile with ${optionName("credentials")}, or make one with "aws configure"`
    : `the AWS credentials could not be loaded: ${message}`;
}

function refused(name: string, message: string): string | undefined {
  return REFUSED.has(name)
    ? `AWS does not accept these credentials (${name}: ${message.replace(/\.\s*$/, "")}); check the access key, or choose another with ${optionName("credentials")}`
    : undefined;
}

/** How many characters of another command's message are shown. */
const LONGEST_WORDS = 200;

/** Anything can be thrown. */
function textOf(link: unknown, member: "message" | "name"): string {
  const value = typeof link === "object" && link !== null ? (link as Record<string, unknown>)[member] : undefined;
  return typeof value === "string" ? value : "";
}

const PROVIDERS: ReadonlySet<string> = new Set(["CredentialsProviderError", "ProviderError", "TokenProviderError"]);

const EXPIRED: ReadonlySet<string> = new Set(["ExpiredTokenException", "ExpiredToken", "RequestExpired"]);

const REFUSED: ReadonlySet<string> = new Set([
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "AuthFailure",
]);
