import type { Check } from "../check.js";
import { findingFrom } from "../finding-from.js";

/** Whether the AWS configuration can be followed. Where it can, there is nothing to be said of it. */
export const checkConfiguration: Check = async (examination) => {
  const { broken } = await examination.opened();
  return broken.map(({ profile, sentence }) =>
    findingFrom({ check: "configuration", outcome: "failed", target: profile ?? null }, sentence),
  );
};
