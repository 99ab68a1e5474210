import { customLabelsRegions } from "../../failures/custom-labels-regions.js";
import { unknownRegion } from "../../failures/unknown-region.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";
import { findingFrom } from "../finding-from.js";

/**
 * Which regions are asked, and whether Custom Labels is offered there. A region that is not known is a warning: AWS adds
 * regions. If it does not exist, its endpoint does not answer, and that is a failure.
 */
export const checkRegions: Check = async (examination) => {
  const { sources, withoutRegion } = await examination.opened();
  const regions = Array.from(new Set(sources.flatMap((source) => source.regions)));
  const offered = regions.filter((region) => customLabelsRegions.includes(region));
  const unknown = regions.flatMap((region) => unknownRegion(region) ?? []);
  const others = regions.filter((region) => !offered.includes(region) && unknownRegion(region) === undefined);
  const missing = withoutRegion.map(({ profile, sentence }) =>
    findingFrom({ check: "region", outcome: "failed", target: profile ?? null }, sentence),
  );
  return [
    ...(offered.length === 0 ? [] : [about("ok", `Custom Labels is offered in ${offered.join(", ")}`)]),
    ...(others.length === 0
      ? []
      : [
          about(
            "warning",
            `Custom Labels is not offered in ${others.join(", ")}`,
            `leave it out, or take --region all for where it is: ${customLabelsRegions.join(", ")}`,
          ),
        ]),
    ...unknown.map(({ message, remedy }) => about("warning", message, remedy)),
    ...missing,
  ];
};

function about(outcome: "ok" | "warning", message: string, remedy: string | null = null): Finding {
  return { check: "region", outcome, target: null, message, remedy };
}
