import { describe, expect, test } from "vitest";
import { credentialsSentence, isExpiredCredentials } from "../../src/failures/credentials-sentence.js";

function named(name: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name });
}

describe("credentialsSentence", () => {
  test("keeps the command line of a credential_process to itself, and has the words of the command", () => {
    const error = named("CredentialsProviderError", "Command failed: helper --token hush\nno login\n\u001B[31mtoday\n");
    expect(credentialsSentence(error, "work")).toBe(
      'the AWS credentials could not be loaded: the command in credential_process of the profile "work" failed (no login [31mtoday); run it by itself to see more',
    );
    expect(credentialsSentence(named("CredentialsProviderError", "Command failed: helper --token hush"))).toBe(
      "the AWS credentials could not be loaded: the command in credential_process failed; run it by itself to see more",
    );
  });

  test("finds what is about credentials among the causes", () => {
    const error = named("Error", "walk failed", named("InvalidClientTokenId", "No such key."));
    expect(credentialsSentence(error)).toBe(
      "AWS does not accept these credentials (InvalidClientTokenId: No such key); check the access key, or choose another with `profiles` or the client's `credentials`",
    );
  });

  test.each([
    named("AccessDeniedException", "no"),
    named("TimeoutError", "too late"),
    named("ThrottlingException", "expired"),
    "ExpiredTokenException",
    undefined,
  ])("has nothing to say of %j", (error) => {
    expect(credentialsSentence(error)).toBeUndefined();
    expect(isExpiredCredentials(error)).toBe(false);
  });
});

test.each([
  named("ExpiredToken", "over"),
  named("ExpiredTokenException", "over"),
  named("CredentialsProviderError", "UnauthorizedException: Session token not found or invalid"),
  named("Error", "wrapped", named("RequestExpired", "over")),
])("isExpiredCredentials is true of %j", (error) => {
  expect(isExpiredCredentials(error)).toBe(true);
  expect(credentialsSentence(error, "work")).toMatch(
    /^the AWS credentials have expired; .*aws sso login --profile work/,
  );
});
