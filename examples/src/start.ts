// The first thing to run: an inventory of an account that is made up, or, with --profile or --aws, of yours.
//
//   npx -y pnpm@10 start
//   npx -y pnpm@10 start --profile NAME --region REGION
//   npx -y pnpm@10 start --aws

import { devNull } from "node:os";
import { parseArgs } from "node:util";
import { createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";
import { rekognitionInventory } from "@rekognition-rx/inventory";

// The SDK warns of Node 20 as its first client is made; it goes on working.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const USAGE = `Usage: start [options]

Writes the inventory of an emulated account; with --profile or --aws, of yours.

  --profile NAME   a profile of the AWS configuration
  --aws            the usual AWS environment
  --region REGION  an AWS region, with one of the above
  --out FOLDER     where the files go (default: out)`;

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
  // What Ctrl-C interrupted may still wait for credentials or a socket.
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
  const region = "us-east-1";
  await using emulator = await createEmulator({
    account: lifelikeAccount({ region }),
    // Slower than the walk asks: the second page is throttled, and the retries are there to be seen.
    throttle: { ratePerSecond: 1.5, burst: 1 },
    latency: 250,
  });
  console.log(`Emulated account at ${emulator.url}; nothing leaves this machine\n`);
  // Awaited here: the emulator lives as long as this block.
  return await rekognitionInventory(["--endpoint-url", emulator.url, "--region", region, "--out", out]);
}

/** Whatever lies around, an endpoint, a profile, a proxy's region, must neither be used nor be in the way. */
function ignoreAwsConfiguration(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_") && name !== "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED") {
      delete process.env[name];
    }
  }
  process.env["AWS_CONFIG_FILE"] = devNull;
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
  process.env["AWS_ACCESS_KEY_ID"] = "emulated";
  process.env["AWS_SECRET_ACCESS_KEY"] = "emulated";
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
    console.error(`start: ${error instanceof Error ? error.message : String(error)}; --help tells what there is`);
    process.exitCode = 2;
    return undefined;
  }
}
