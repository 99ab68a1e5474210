import { isClockSkew } from "@rekognition-rx/core";
import { anySignal } from "../crawl/any-signal.js";
import type { StepError } from "../crawl/step.js";
import { credentialsSentence } from "../failures/credentials-sentence.js";
import { isUnreachable } from "../failures/is-unreachable.js";
import { oneLine } from "../text/one-line.js";
import type { CredentialSource } from "./credential-source.js";
import { nameOf } from "./name-of.js";
import { renewExpired } from "./renew-expired.js";
import { within } from "./within.js";

/** Whose credentials they are. */
export type CallerIdentity =
  | { readonly _tag: "Known"; readonly accountId: string; readonly arn: string }
  /** There are credentials, but AWS did not say whose: it denied the request, or was not reached. */
  | { readonly _tag: "Unknown"; readonly unreachable?: unknown }
  | { readonly _tag: "NoCredentials"; readonly error: StepError };

/**
 * Asks STS whose the credentials of a source are. Fails only if `signal` is aborted. Gives up after ten seconds if the
 * address refuses or does not exist, and when AWS says for the second time that the clock is wrong.
 *
 * @param options - the whole call, its retries included, takes `requestTimeout` ms at most; 0 is no limit.
 */
export async function callerIdentity(
  { profile, credentials, briefSettingsOf }: CredentialSource,
  options: { readonly requestTimeout: number; readonly signal?: AbortSignal | undefined },
): Promise<CallerIdentity> {
  try {
    await within(options.signal, credentials());
  } catch (error) {
    options.signal?.throwIfAborted();
    // Whatever the error is, there are no credentials: a role of the profile was denied, or the sign-on was not
    // reached.
    return noCredentials(error, profile);
  }
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient({ ...briefSettingsOf("STS"), credentials });
  client.middlewareStack.use(renewExpired(credentials));
  const hopeless = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let skews = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (isUnreachable(error)) {
          timer ??= setTimeout(() => hopeless.abort(error), LONGEST_SILENCE);
        } else {
          clearTimeout(timer);
          timer = undefined;
        }
        // The client corrects its clock by such an answer. If the next attempt fails in the same way, more attempts do
        // not help.
        skews += isClockSkew(error) ? 1 : 0;
        if (skews > 1) {
          hopeless.abort(error);
        }
        throw error;
      }
    },
    // Before the other middleware of its step. Middleware after them does not see which errors they make of an answer.
    { step: "deserialize", name: "giveUpHopeless", priority: "high" },
  );
  try {
    const abortSignal = anySignal([deadline(options), hopeless.signal]);
    const sent = client.send(new GetCallerIdentityCommand({}), { abortSignal });
    // The SDK sleeps before its next attempt, even if the signal is aborted.
    const { Account, Arn } = await within(hopeless.signal, sent);
    return Account === undefined || Arn === undefined
      ? { _tag: "Unknown" }
      : { _tag: "Known", accountId: Account, arn: Arn };
  } catch (error) {
    options.signal?.throwIfAborted();
    // All attempts of the SDK may be over before the time is up.
    if (isUnreachable(error)) {
      return { _tag: "Unknown", unreachable: error };
    }
    return credentialsSentence(error) === undefined ? { _tag: "Unknown" } : noCredentials(error, profile);
  } finally {
    clearTimeout(timer);
    client.destroy();
  }
}

/** In ms, with all attempts: a network that is just coming up needs some seconds. */
const LONGEST_SILENCE = 10_000;

function deadline({
  requestTimeout,
  signal,
}: {
  readonly requestTimeout: number;
  readonly signal?: AbortSignal | undefined;
}): AbortSignal {
  return anySignal([signal, requestTimeout === 0 ? undefined : AbortSignal.timeout(requestTimeout)]);
}

/** If a profile names a section, the SDK takes it for granted that the section exists. */
function causeOf(error: unknown): string {
  return error instanceof TypeError && error.message.includes("of undefined")
    ? "a section that it names, such as its sso-session, is not in the AWS configuration"
    : oneLine(String(error));
}

function noCredentials(error: unknown, given: string | undefined): CallerIdentity {
  const profile = given ?? (process.env["AWS_PROFILE"] || undefined);
  const whose = profile === undefined ? "" : ` of the profile "${profile}"`;
  const message =
    credentialsSentence(error, profile) ??
    `the AWS credentials${whose} could not be loaded (${causeOf(error)}); check them with "aws sts get-caller-identity"`;
  return { _tag: "NoCredentials", error: { name: nameOf(error), message } };
}
