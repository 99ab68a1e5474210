import { BrokenCredentialsError } from "../failures/broken-credentials-error.js";
import type { AwsCredentials } from "./shared-credentials.js";

/**
 * Gives credentials back if they can sign a request, and refuses others.
 *
 * A line break may have been copied together with a key. It would give a header that Node refuses, or a signature that
 * AWS does not accept. Neither error says which key it is.
 *
 * @param profile - the profile of the credentials, if one was named.
 * @throws BrokenCredentialsError
 */
export function checkedCredentials(credentials: AwsCredentials, profile: string | undefined): AwsCredentials {
  for (const { member, what, variable } of PARTS) {
    const value = credentials[member];
    const broken = value === undefined ? undefined : brokenPart(value);
    if (value !== undefined && broken !== undefined) {
      const isOfEnvironment = profile === undefined && process.env[variable] === value;
      const name = profile ?? (process.env["AWS_PROFILE"] || "default");
      const where = isOfEnvironment ? variable : `the profile "${name}"`;
      throw new BrokenCredentialsError(
        `the ${what} of ${where} ${broken}, which is not allowed; set it again without it`,
      );
    }
  }
  return credentials;
}

const PARTS = [
  { member: "accessKeyId", what: "access key id", variable: "AWS_ACCESS_KEY_ID" },
  { member: "secretAccessKey", what: "secret access key", variable: "AWS_SECRET_ACCESS_KEY" },
  { member: "sessionToken", what: "session token", variable: "AWS_SESSION_TOKEN" },
] as const;

/** What is wrong with a key, and where in the key. Nothing of the key itself is in the text. */
function brokenPart(value: string): string | undefined {
  const at = value.search(/[^\x21-\x7E]/);
  if (at === -1) {
    return undefined;
  }
  const kind = kindOf(value.charAt(at));
  if (/^[^\x21-\x7E]+$/.test(value.slice(at))) {
    return `ends with ${kind}`;
  }
  return at === 0 ? `begins with ${kind}` : `has ${kind} in it`;
}

function kindOf(character: string): string {
  if (/[\n\r]/.test(character)) {
    return "a line break";
  }
  if (/[\t\p{Zs}]/u.test(character)) {
    return "a space";
  }
  return /[\p{Cc}\p{Cf}]/u.test(character) ? "a control character" : "a letter beyond ASCII";
}
