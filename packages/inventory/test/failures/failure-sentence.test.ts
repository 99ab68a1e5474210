import { EmptyAnswerError, ListingError, RetriesExhaustedError } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FailureContext, failureSentence } from "../../src/failures/failure-sentence.js";
import { NoMetricsClientError } from "../../src/failures/no-metrics-client-error.js";
import { namingFlags } from "../../src/failures/option-name.js";
import { OutputError } from "../../src/failures/output-error.js";
import { PartialAnswerError } from "../../src/failures/partial-answer-error.js";
import { NoRunError } from "../../src/ledger/no-run-error.js";

const CREDENTIALS = "`profiles` or the client's `credentials`";

const SENTENCES: readonly (readonly [name: string, unknown, FailureContext, string])[] = [
  [
    "no credentials",
    inWalk(named("CredentialsProviderError", "Could not load credentials from any providers")),
    {},
    `no AWS credentials were found; name a profile with ${CREDENTIALS}, or make one with "aws configure"`,
  ],
  [
    "an unknown profile",
    inWalk(named("CredentialsProviderError", "Could not load credentials from any providers")),
    { profile: "work" },
    'there are no AWS credentials for the profile "work": it does not exist, has none, or could not get them; "aws configure list-profiles" lists those that exist',
  ],
  [
    "an unknown source profile",
    inWalk(
      named(
        "CredentialsProviderError",
        "Could not resolve credentials using profile: [base] in configuration/credentials file(s).",
      ),
    ),
    { profile: "work" },
    'there are no AWS credentials for the profile "base": it does not exist, has none, or could not get them; "aws configure list-profiles" lists those that exist',
  ],
  [
    "a credential process that failed",
    inWalk(named("CredentialsProviderError", "Profile work credential_process returned invalid JSON.")),
    { profile: "work" },
    "the AWS credentials could not be loaded: Profile work credential_process returned invalid JSON.",
  ],
  [
    "a session that has expired",
    inWalk(
      named(
        "CredentialsProviderError",
        "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
      ),
    ),
    { profile: "work" },
    'the AWS credentials have expired; get new ones (with single sign-on: "aws sso login --profile work") and run this again',
  ],
  [
    "credentials that have expired",
    inWalk(named("ExpiredTokenException", "The security token included in the request is expired")),
    {},
    'the AWS credentials have expired; get new ones (with single sign-on: "aws sso login") and run this again',
  ],
  [
    "credentials that AWS does not know",
    inWalk(named("UnrecognizedClientException", "The security token included in the request is invalid.")),
    {},
    `AWS does not accept these credentials (UnrecognizedClientException: The security token included in the request is invalid); check the access key, or choose another with ${CREDENTIALS}`,
  ],
  [
    "no region",
    inWalk(new Error("Region is missing")),
    {},
    "no AWS region is set; give one with `regions` or the client's `region`, such as us-east-1, or set AWS_REGION",
  ],
  [
    "no region in a profile",
    inWalk(new Error("Region is missing")),
    { profile: "work" },
    `no AWS region is set: the profile "work" has none, or does not exist; give one with \`regions\` or the client's \`region\`, or look at "aws configure list-profiles"`,
  ],
  [
    "what is no region",
    inWalk(new Error('Region not accepted: region="eu west" is not a valid hostname component.')),
    { region: "eu west" },
    '"eu west" is no AWS region; give one such as us-east-1',
  ],
  [
    "a region that does not exist",
    inWalk(system("ENOTFOUND", "getaddrinfo ENOTFOUND x", { hostname: "rekognition.eu-wst-1.amazonaws.com" })),
    { region: "eu-wst-1" },
    "there is no address for rekognition.eu-wst-1.amazonaws.com, and no region of AWS is called eu-wst-1, as far as this version knows; did you mean eu-west-1?",
  ],
  [
    "a region that is not reached",
    inWalk(system("ENOTFOUND", "getaddrinfo ENOTFOUND x", { hostname: "rekognition.eu-west-1.amazonaws.com" })),
    { region: "eu-west-1" },
    "there is no address for rekognition.eu-west-1.amazonaws.com; check the network and the endpoint",
  ],
  [
    "an endpoint that does not exist",
    inWalk(system("EAI_AGAIN", "getaddrinfo EAI_AGAIN x", { hostname: "emulator.test" })),
    { region: "us-east-1" },
    "there is no address for emulator.test; check the network and the endpoint",
  ],
  [
    "a throttle in XML that lasts",
    inWalk(
      new RetriesExhaustedError({
        attempts: 30,
        elapsed: 65_000,
        reason: "throttled",
        limit: "maxAttempts",
        cause: Object.assign(new SyntaxError("Unexpected token '<', \"<Thrott\"... is not valid JSON"), {
          $responseBodyText: "<ThrottlingException/>",
        }),
      }),
    ),
    {},
    "AWS throttled DescribeProjects 30 times in 1 min 5 s at page 1; others share this account's rate, try again when it is quieter",
  ],
  [
    "an answer that was cut off each time",
    inWalk(
      new RetriesExhaustedError({
        attempts: 3,
        elapsed: 1_000,
        reason: "transient",
        limit: "maxAttempts",
        cause: new SyntaxError(
          "Unterminated string in JSON at position 7\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.",
        ),
      }),
    ),
    {},
    "DescribeProjects failed 3 times in 1.0 s at page 1 (last: SyntaxError: Unterminated string in JSON at position 7); try again later",
  ],
  [
    "a certificate that nobody vouches for",
    inWalk(system("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain", {})),
    {},
    "the certificate of the server is not trusted (self-signed certificate in certificate chain); if a proxy on the way opens TLS, name the file of its root certificate in NODE_EXTRA_CA_CERTS, or a whole bundle in AWS_CA_BUNDLE",
  ],
  [
    "an endpoint that is no URL",
    inWalk(system("ERR_INVALID_URL", "Invalid URL", { input: "garbage" })),
    {},
    '"garbage" is no URL of an endpoint; give one such as http://127.0.0.1:4566 with `endpointUrl` or the client\'s `endpoint`, or in AWS_ENDPOINT_URL',
  ],
  [
    "an endpoint where nobody listens",
    inWalk(system("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9")),
    {},
    "nothing answers at 127.0.0.1:9; check the endpoint and that its server is running",
  ],
  [
    "a denied call",
    inWalk(named("AccessDeniedException", "User: arn:aws:iam::1:user/u is not authorized to perform: x.")),
    { region: "us-east-1" },
    'AWS denied rekognition:DescribeProjects (User: arn:aws:iam::1:user/u is not authorized to perform: x); have that action allowed for these credentials ("rekognition-inventory doctor --policy" prints what), or choose others with `profiles` or the client\'s `credentials`',
  ],
  [
    "a denied call of a role, as AWS words it",
    inWalk(
      named("AccessDeniedException", "User: arn:aws:sts::1:assumed-role/reader/s is not authorized to perform: x."),
    ),
    { region: "us-east-1" },
    'AWS denied rekognition:DescribeProjects (User: arn:aws:sts::1:assumed-role/reader/s is not authorized to perform: x); have that action allowed for the role reader in each account where it is denied ("rekognition-inventory doctor --policy" prints what)',
  ],
  [
    "a denied call of a role that was assumed, however AWS words it",
    inWalk(named("AccessDeniedException", "no")),
    { region: "us-east-1", roleName: "audit/reader" },
    'AWS denied rekognition:DescribeProjects (no); have that action allowed for the role audit/reader in each account where it is denied ("rekognition-inventory doctor --policy" prints what)',
  ],
  [
    "a denied call of another depth",
    named("AccessDeniedException", "no"),
    { region: "us-east-1", operation: "ListDatasetEntries", depth: "entries", roleName: "reader" },
    'AWS denied rekognition:ListDatasetEntries (no); have that action allowed for the role reader in each account where it is denied ("rekognition-inventory doctor --policy --depth entries" prints what)',
  ],
  [
    "a role that cannot be assumed again",
    inWalk(named("AccessDenied", "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole.")),
    { region: "us-east-1", roleName: "reader" },
    "AWS denied sts:AssumeRole (User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole); have the trust policy of the role reader allow it",
  ],
  [
    "a denied call of CloudWatch",
    named("AccessDenied", "User: arn:aws:iam::1:user/u is not authorized to perform: x."),
    { region: "us-east-1", operation: "GetMetricData", depth: "usage" },
    'AWS denied cloudwatch:GetMetricData (User: arn:aws:iam::1:user/u is not authorized to perform: x); have that action allowed for these credentials ("rekognition-inventory doctor --policy --depth usage" prints what), or leave usage out of `depth`',
  ],
  [
    "a denied call of CloudWatch by a role",
    named("AccessDenied", "no"),
    { region: "us-east-1", operation: "GetMetricData", depth: "usage", roleName: "reader" },
    'AWS denied cloudwatch:GetMetricData (no); have that action allowed for the role reader in each account where it is denied ("rekognition-inventory doctor --policy --depth usage" prints what), or leave usage out of `depth`',
  ],
  [
    "values that are missing",
    new PartialAnswerError({ operation: "GetMetricData", status: "PartialData" }),
    {},
    "the answer to GetMetricData is marked PartialData and has no token: values are missing; try again",
  ],
  [
    "no client for CloudWatch",
    new NoMetricsClientError(),
    { operation: "GetMetricData" },
    "the target has no client for GetMetricData; give it a CloudWatch client as `metrics`, or leave usage out of the depth",
  ],
  [
    "a region without Custom Labels",
    inWalk(named("AccessDeniedException", "no")),
    { region: "eu-north-1" },
    "AWS denied rekognition:DescribeProjects in eu-north-1, where Custom Labels is not offered; it is in us-east-1, us-east-2, us-west-2, eu-west-1, eu-west-2, eu-central-1, ap-south-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, ap-northeast-2",
  ],
  [
    "a denied call in a region that does not exist",
    inWalk(named("AccessDeniedException", "no")),
    { region: "us-eats-1" },
    "AWS denied rekognition:DescribeProjects in us-eats-1 (no), and no region of AWS is called us-eats-1, as far as this version knows; did you mean us-east-1?",
  ],
  [
    "throttled beyond patience",
    inWalk(exhausted("throttled", named("ThrottlingException", "Rate exceeded")), 2),
    {},
    "AWS throttled DescribeProjects 10 times in 1 min 1 s at page 3; others share this account's rate, try again when it is quieter",
  ],
  [
    "a fault that does not pass",
    inWalk(exhausted("transient", named("InternalServerError", "Something is broken."))),
    {},
    "DescribeProjects failed 10 times in 1 min 1 s at page 1 (last: InternalServerError: Something is broken); try again later",
  ],
  [
    "a connection that is refused in the middle",
    inWalk(exhausted("transient", system("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9")), 1),
    {},
    "DescribeProjects failed 10 times in 1 min 1 s at page 2 (last: Error: connect ECONNREFUSED 127.0.0.1:9); try again later",
  ],
  [
    "an answer without anything",
    inWalk(
      exhausted("transient", new EmptyAnswerError({ operation: "DescribeProjects", member: "ProjectDescriptions" })),
    ),
    {},
    "DescribeProjects failed 10 times in 1 min 1 s at page 1 (last: EmptyAnswerError: the answer to DescribeProjects has neither ProjectDescriptions nor a token: it is not a page, not even an empty one); try again later",
  ],
  [
    "a token that has expired",
    inWalk(named("InvalidPaginationTokenException", "Invalid token"), 4),
    {},
    "AWS no longer accepts the token of the listing at page 5; run this again",
  ],
  [
    "a folder that may not be written to",
    new OutputError({ path: "/out", cause: system("EACCES", "EACCES: permission denied, mkdir '/out'") }),
    {},
    "cannot write /out: permission denied",
  ],
  [
    "a disk that is full",
    new OutputError({ path: "out/inventory.csv", cause: system("ENOSPC", "ENOSPC: no space left on device, write") }),
    {},
    "cannot write out/inventory.csv: no space is left on the device",
  ],
  [
    "an error of ours, which says it all",
    new NoRunError(),
    {},
    "the journal does not begin with a run: it is empty, or its first step is missing; export again",
  ],
  [
    "a network without a way",
    inWalk(system("ENETUNREACH", "connect ENETUNREACH 192.0.2.1:443 - Local (0.0.0.0:0)")),
    {},
    "there is no way to 192.0.2.1:443; check the network and the endpoint",
  ],
  [
    "what nobody foresaw, in a walk",
    inWalk(named("ValidationException", "1 validation error\ndetected"), 1),
    {},
    "DescribeProjects failed at page 2: ValidationException: 1 validation error detected",
  ],
  ["what nobody foresaw, elsewhere", new Error("odd"), {}, "failed: odd"],
  ["what is no error", "odd", {}, "failed: odd"],
];

describe("failureSentence", () => {
  test.each(SENTENCES)("%s", (_, error, context, sentence) => {
    expect(failureSentence(error, context)).toBe(sentence);
  });

  test.each(SENTENCES)("names options to a program, and flags to the command: %s", async (_, error, context) => {
    const ofCommand = await namingFlags(() => Promise.resolve(failureSentence(error, context)));
    expect(withoutQuotes(failureSentence(error, context))).not.toMatch(FLAG);
    // Only a program can leave a client out.
    expect(ofCommand.replaceAll("as `metrics`", "")).not.toContain("`");
  });

  test("is one line without control characters, whatever was thrown", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: "binary" }), (thrown, message) => {
        for (const error of [thrown, new Error(message), inWalk(named(message, message)), { cause: thrown }]) {
          expect(failureSentence(error)).toMatch(/^[^\p{Cc}]+$/u);
        }
      }),
    );
  });

  test("an error that is its own cause has a sentence, too", () => {
    const loop = new Error("loop");
    loop.cause = loop;
    expect(failureSentence(loop)).toBe("failed: loop");
  });
});

/** An option of the command. */
const FLAG = /(?:^|\s|\()--[a-z]/;

/** Without the commands that a sentence quotes. */
function withoutQuotes(sentence: string): string {
  return sentence.replaceAll(/"[^"]*"/g, "");
}

function inWalk(cause: unknown, pagesDelivered = 0): ListingError {
  return new ListingError({ operation: "DescribeProjects", cause, resumeToken: undefined, pagesDelivered });
}

function exhausted(reason: "throttled" | "transient", cause: unknown): RetriesExhaustedError {
  return new RetriesExhaustedError({ attempts: 10, elapsed: 61_000, reason, limit: "maxAttempts", cause });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function system(code: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { code, ...more });
}
