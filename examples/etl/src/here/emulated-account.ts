import {
  createEmulator,
  type Emulator,
  type FaultRule,
  ignoreAwsConfiguration,
  lifelikeOrganization,
} from "@rekognition-rx/emulator";

/** A made-up account, which throttles and has some lines that cannot be read. */
export function emulatedAccount(): Promise<Emulator> {
  ignoreAwsConfiguration();
  const { accounts } = lifelikeOrganization({ accounts: 1, regions: [EMULATED_REGION], projects: 12 });
  return createEmulator({
    accounts,
    faults: [
      // Fewer requests than the job sends: it has to survive throttling.
      { operation: "ListDatasetEntries", bucket: { ratePerSecond: 4, burst: 1 }, fault: { type: "throttle" } },
      badLines,
    ],
    latency: 40,
  });
}

export const EMULATED_REGION = "us-east-1";

/** The first line on each page of a test dataset is cut in the middle. */
const badLines: FaultRule = ({ operation, input }) =>
  operation === "ListDatasetEntries" && String(input?.["DatasetArn"]).includes("/test/")
    ? { type: "malformed-item" }
    : undefined;
