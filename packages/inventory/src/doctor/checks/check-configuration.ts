import type { Check } from "../check.js";
import { findingFrom } from "../finding-from.js";

/** Whether the AWS configuration can be used. If it can, there is no finding. */
export const checkConfiguration: Check = async (examination) => {
  const { broken } = await examination.opened();
  return broken.map(({ profile, sentence }) =>
    findingFrom({ check: "configuration", outcome: "failed", target: profile ?? null }, sentence),
  );
};
