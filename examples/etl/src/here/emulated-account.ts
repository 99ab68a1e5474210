import {
  createEmulator,
  type Emulator,
  type FaultRule,
  ignoreAwsConfiguration,
  lifelikeOrganization,
} from "@rekognition-rx/emulator";

/** A made-up account, which throttles, and has some lines that nobody can read. */
export function emulatedAccount(): Promise<Emulator> {
  ignoreAwsConfiguration();
  const { accounts } = lifelikeOrganization({ accounts: 1, regions: [EMULATED_REGION], projects: 12 });
  return createEmulator({
    accounts,
    faults: [
      // Less than is asked for: there is something to be survived.
      { operation: "ListDatasetEntries", bucket: { ratePerSecond: 4, burst: 1 }, fault: { type: "throttle" } },
      badLines,
    ],
    latency: 40,
  });
}

export const EMULATED_REGION = "us-east-1";

/** The first line of each dataset to test with is cut in the middle. */
const badLines: FaultRule = ({ operation, input }) =>
  operation === "ListDatasetEntries" && String(input?.["DatasetArn"]).includes("/test/")
    ? { type: "malformed-item" }
    : undefined;
