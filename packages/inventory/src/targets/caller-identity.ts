import { isClockSkew } from "@rekognition-rx/core";
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
  /** There are credentials, and AWS did not say whose: a denial, or the network. */
  | { readonly _tag: "Unknown"; readonly unreachable?: unknown }
  | { readonly _tag: "NoCredentials"; readonly error: StepError };

/**
 * Asks STS whose the credentials of a source are. Fails only as `signal` is aborted. An address that refuses, or does not
 * exist, is given up after ten seconds, and a clock that is wrong as AWS says so for the second time.
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
    // Whatever it is, there are none: a role of the profile that was denied, or a sign-on that was not to be reached.
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
        // The client sets its clock by such an answer: ten of them are no better than two.
        skews += isClockSkew(error) ? 1 : 0;
        if (skews > 1) {
          hopeless.abort(error);
        }
        throw error;
      }
    },
    // Before the others of its step: what they make of an answer is not known to those after them.
    { step: "deserialize", name: "giveUpHopeless", priority: "high" },
  );
  try {
    const abortSignal = AbortSignal.any([deadline(options), hopeless.signal]);
    const sent = client.send(new GetCallerIdentityCommand({}), { abortSignal });
    // The SDK sleeps before its next attempt, whatever is aborted.
    const { Account, Arn } = await within(hopeless.signal, sent);
    return Account === undefined || Arn === undefined
      ? { _tag: "Unknown" }
      : { _tag: "Known", accountId: Account, arn: Arn };
  } catch (error) {
    options.signal?.throwIfAborted();
    // All attempts of the SDK may be over before the time is.
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
  const signals = signal === undefined ? [] : [signal];
  return AbortSignal.any(requestTimeout === 0 ? signals : [...signals, AbortSignal.timeout(requestTimeout)]);
}

/** The SDK takes a section for granted that a profile names. */
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
