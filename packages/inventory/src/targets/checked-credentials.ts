import { BrokenCredentialsError } from "../failures/broken-credentials-error.js";
import type { AwsCredentials } from "./shared-credentials.js";

/**
 * Credentials, if a request can be signed with them.
 *
 * A line break that was copied along would otherwise be a header that Node refuses, or a signature that AWS does not
 * accept: neither says which key it is.
 *
 * @param profile - whose they are, where a profile was named.
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
      throw new BrokenCredentialsError(`the ${what} of ${where} ${broken}, which none has; set it again without`);
    }
  }
  return credentials;
}

const PARTS = [
  { member: "accessKeyId", what: "access key id", variable: "AWS_ACCESS_KEY_ID" },
  { member: "secretAccessKey", what: "secret access key", variable: "AWS_SECRET_ACCESS_KEY" },
  { member: "sessionToken", what: "session token", variable: "AWS_SESSION_TOKEN" },
] as const;

/** What is wrong with a key, and where; nothing of the key. */
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
