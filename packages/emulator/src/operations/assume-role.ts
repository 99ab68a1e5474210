import { randomUUID } from "node:crypto";
import { callerArn, callerId } from "../account/caller.js";
import { isDenied } from "../account/is-denied.js";
import { openSession } from "../account/sessions.js";
import { integer } from "../shapes/integer.js";
import { required } from "../shapes/required.js";
import { text } from "../shapes/text.js";
import { refused } from "../wire/service-error.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

/**
 * Gives out temporary credentials for a role.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole: Operation = operation({
  summary:
    "Gives out temporary credentials for a role. If there is an organization, only the roles of its `ACTIVE` accounts " +
    "can be assumed. Otherwise, any role of any account can be assumed.",
  input: {
    RoleArn: required(
      text({
        minLength: 20,
        maxLength: 2_048,
        pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]+",
      }),
    ),
    RoleSessionName: required(text({ minLength: 2, maxLength: 64, pattern: "[\\w+=,.@\\-]*" })),
    DurationSeconds: integer({ min: 900, max: 43_200 }),
    ExternalId: text({ minLength: 2, maxLength: 1_224, pattern: "[\\w+=,.@:\\/\\\\\\-]*" }),
  },
  errors: {
    AccessDeniedException:
      "the account of the role is not an `ACTIVE` account of the organization, the `roles` of that account do not have this role with this `ExternalId`, or the seed denies the request",
    ValidationException:
      "the ARN does not name a role, or the caller is an assumed role and asks for more than an hour",
  },
  answer: (input, context) => {
    const { caller, nowMs } = context;
    const [, accountId, name] = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(input.RoleArn) ?? [];
    if (accountId === undefined || name === undefined) {
      throw refused("ValidationException", `${input.RoleArn} is invalid`);
    }
    if (!mayBeAssumed({ accountId, name, externalId: input.ExternalId }, context)) {
      throw refused(
        "AccessDeniedException",
        `User: ${callerArn(caller)} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      );
    }
    const { DurationSeconds: seconds = HOUR } = input;
    if (caller.role !== undefined && seconds > HOUR) {
      throw refused(
        "ValidationException",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      );
    }
    const role = { name, sessionName: input.RoleSessionName };
    const { caller: assumed, credentials } = openSession({
      accountId,
      role,
      expiresAt: nowMs + seconds * 1_000,
      nonce: randomUUID(),
    });
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: Math.floor(credentials.expiresAt / 1_000),
      },
      AssumedRoleUser: { AssumedRoleId: callerId(assumed), Arn: callerArn(assumed) },
    };
  },
});

function mayBeAssumed(
  asked: { readonly accountId: string; readonly name: string; readonly externalId: string | undefined },
  { here, organization, denials }: OperationContext,
): boolean {
  const { accountId, name, externalId } = asked;
  if (isDenied(denials, { operation: "AssumeRole", accountId, region: here.region, role: name })) {
    return false;
  }
  if (organization === undefined) {
    return true;
  }
  const { state, roles } = organization.account(accountId) ?? { state: "CLOSED" as const };
  if ((state ?? "ACTIVE") !== "ACTIVE") {
    return false;
  }
  const role = roles?.find((each) => each.name === name);
  return roles === undefined || (role !== undefined && (role.externalId ?? externalId) === externalId);
}

/** Seconds. */
const HOUR = 3_600;
