// The first thing to run: an inventory of three made-up accounts, or of yours with --profile or --aws.
//
//   npx -y pnpm@10 start
//   npx -y pnpm@10 start --profile NAME --region REGION
//   npx -y pnpm@10 start --aws

import { parseArgs } from "node:util";
import { createEmulator, ignoreAwsConfiguration, lifelikeOrganization } from "@rekognition-rx/emulator";
import { rekognitionInventory } from "@rekognition-rx/inventory";

// The SDK warns about Node 20 when its first client is made, but works with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const USAGE = `Usage: start [options]

Writes the inventory of three emulated accounts in four regions; with --profile or --aws, of yours.

  --profile NAME   a profile of the AWS configuration
  --aws            the usual AWS environment
  --region REGION  an AWS region, with one of the above
  --out FOLDER     where the files go (default: out)`;

/** The exit status of an inventory that is not complete. */
const DENIED_ON_PURPOSE = 3;

interface Arguments {
  readonly aws: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly out: string;
}

const given = readArguments();
if (given !== undefined) {
  const exitCode = await (given.aws ? runAgainstAws(given) : runAgainstEmulator(given));
  process.exitCode = exitCode;
  // Work that Ctrl-C interrupted may still wait for credentials or a socket.
  if (exitCode > 128) {
    process.exit();
  }
}

function runAgainstAws({ profile, region, out }: Arguments): Promise<number> {
  console.log(
    `AWS: ${profile === undefined ? "the account of this environment" : `the account of profile ${profile}`}\n`,
  );
  return rekognitionInventory([
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(region === undefined ? [] : ["--region", region]),
    "--out",
    out,
  ]);
}

async function runAgainstEmulator({ out }: Arguments): Promise<number> {
  ignoreAwsConfiguration();
  const regions = ["us-east-1", "eu-west-1", "ap-northeast-1"];
  const { accounts, organization, denied } = lifelikeOrganization({ accounts: 3, regions, projects: 30 });
  await using emulator = await createEmulator({
    accounts,
    denied,
    organization: { accounts: organization.accounts.map(({ accountId, name }) => ({ accountId, name })) },
    // Fewer requests than the inventory sends: it has to survive throttling.
    faults: { region: "eu-west-1", bucket: { ratePerSecond: 4, burst: 1 }, fault: { type: "throttle" } },
    latency: 40,
  });
  console.log(
    `Three emulated accounts at ${emulator.url}; nothing leaves this machine.\n` +
      "Of their twelve regions one is denied, three do not have Custom Labels, and three throttle.\n",
  );
  // Awaited here: the emulator lives as long as this block.
  const exitCode = await rekognitionInventory([
    "--endpoint-url",
    emulator.url,
    "--organization",
    "--region",
    [...regions, "eu-north-1"].join(","),
    "--depth",
    "datasets,versions,usage",
    "--format",
    "ndjson,csv,html",
    "--out",
    out,
  ]);
  if (exitCode !== DENIED_ON_PURPOSE) {
    return exitCode;
  }
  console.log("\nThat exit status is 3, for the region that is denied on purpose; this program ends with 0.");
  return 0;
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({
      options: {
        aws: { type: "boolean" },
        profile: { type: "string" },
        region: { type: "string" },
        out: { type: "string", default: "out" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help === true) {
      console.log(USAGE);
      return undefined;
    }
    const aws = values.aws === true || values.profile !== undefined;
    if (!aws && values.region !== undefined) {
      throw new Error("--region goes with --profile NAME or --aws");
    }
    return { aws, profile: values.profile, region: values.region, out: values.out };
  } catch (error) {
    console.error(`start: ${error instanceof Error ? error.message : String(error)}; --help lists the options`);
    process.exitCode = 2;
    return undefined;
  }
}
