import type { FaultRule, FaultSpec } from "@rekognition-rx/emulator";

/** What befalls a run. It decides when things happen, and never what the run comes to. */
export function weather({ quota }: { readonly quota: number }): readonly (FaultRule | FaultSpec)[] {
  return [expiringToken(), throttledPlace(quota), malformed, shortPages];
}

/**
 * The first token of a listing is never good, and the pages after the refusal are longer: so the new generation has
 * other tokens, and the old one is refused as often as a killed run comes back with it.
 */
function expiringToken(): FaultRule {
  let expired: unknown;
  return ({ operation, accountId, region, input }) => {
    if (operation !== "DescribeProjects" || accountId !== MANAGEMENT || region !== "eu-west-1") {
      return undefined;
    }
    const token = input?.["NextToken"];
    expired ??= token;
    return token !== undefined && token === expired
      ? { type: "expired-token" }
      : { type: "short-page", size: expired === undefined ? 3 : 4 };
  };
}

/** One place has less of a quota than the run is configured for. */
function throttledPlace(ratePerSecond: number): FaultSpec {
  return {
    operation: "DescribeProjectVersions",
    accountId: MANAGEMENT,
    region: "us-east-1",
    bucket: { ratePerSecond, burst: 2 },
    fault: { type: "throttle" },
  };
}

/** What cannot be read has a file, too. */
const malformed: FaultRule = ({ operation, region, input }) =>
  operation === "ListDatasetLabels" && region === "eu-west-1" && String(input?.["DatasetArn"]).includes("/test/")
    ? { type: "malformed-item", value: { LabelName: 7 } }
    : undefined;

/** So that most walks have several. */
const shortPages: FaultRule = () => ({ type: "short-page", size: 3 });

const MANAGEMENT = "111122223333";
