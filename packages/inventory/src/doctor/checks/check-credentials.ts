import { failureSentence } from "../../failures/failure-sentence.js";
import type { IdentifiedSource } from "../../targets/identified-source.js";
import { within } from "../../targets/within.js";
import { duration } from "../../text/count.js";
import { oneLine } from "../../text/one-line.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";
import { findingFrom } from "../finding-from.js";

/** Whose the credentials are, and how long they are valid. */
export const checkCredentials: Check = async (examination) => {
  const { now, signal } = examination;
  const identified = await examination.identified();
  return await Promise.all(identified.map((source) => credentialsFinding(source, { signal, now: now() })));
};

async function credentialsFinding(
  { identity, profile, credentials }: IdentifiedSource,
  { signal, now }: { readonly signal: AbortSignal; readonly now: number },
): Promise<Finding> {
  const about = { check: "credentials", target: profile ?? null };
  switch (identity._tag) {
    case "NoCredentials":
      return findingFrom({ ...about, outcome: "failed" }, identity.error.message);
    case "Unknown": {
      const why = identity.unreachable === undefined ? "AWS did not say" : failureSentence(identity.unreachable);
      return findingFrom(
        { ...about, outcome: "unknown" },
        `credentials were found, but it is not known whose they are: ${why}`,
      );
    }
    case "Known": {
      const { accountId, arn } = identity;
      const [, partition = "aws"] = arn.split(":");
      const who = `account ${accountId} of the partition ${partition}, as ${oneLine(arn)}`;
      const { expiration, sessionToken } = await within(signal, credentials());
      const { outcome, when, remedy } = endOf(expiration, sessionToken !== undefined, now);
      return { ...about, outcome, message: `${who}${when}`, remedy };
    }
  }
}

/** How long credentials are valid. It is not known whether they renew themselves before they expire. */
export function endOf(
  expiration: Date | undefined,
  isTemporary: boolean,
  now: number,
): { readonly outcome: "failed" | "ok" | "warning"; readonly when: string; readonly remedy: string | null } {
  if (expiration === undefined) {
    return { outcome: "ok", when: isTemporary ? ", temporary, with an end that is not known" : "", remedy: null };
  }
  const left = expiration.getTime() - now;
  const at = expiration.toISOString().replace(/\.\d+Z$/, "Z");
  if (left <= 0) {
    return { outcome: "failed", when: `, ended at ${at}`, remedy: RENEW };
  }
  const when = `, until ${at}, which is in ${duration(left)}`;
  return left < SOON ? { outcome: "warning", when, remedy: RENEW } : { outcome: "ok", when, remedy: null };
}

const RENEW = "get new ones before a long run, if they do not renew themselves";

/** Milliseconds. */
const SOON = 900_000;
