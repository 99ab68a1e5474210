// The first thing to run: an inventory of an account that is made up, or, with --profile or --aws, of yours.
//
//   npx -y pnpm@10 start
//   npx -y pnpm@10 start --profile NAME --region REGION
//   npx -y pnpm@10 start --aws

import { devNull } from "node:os";
import { parseArgs } from "node:util";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";
import { awsClient, runInventory } from "@rekognition-rx/inventory";

// The SDK warns of Node 20 as its first client is made; it goes on working.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

// A reader that leaves (`pnpm start | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

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
  if (exitCode > 128) process.exit();
}

async function runAgainstAws({ profile, region, out }: Arguments): Promise<number> {
  console.log(
    `AWS: ${profile === undefined ? "the account of this environment" : `the account of profile ${profile}`}\n`,
  );
  const client = awsClient({ profile, region });
  try {
    return await runInventory({ client, out });
  } finally {
    client.destroy();
  }
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
  const client = rekognitionClient({
    endpoint: emulator.url,
    region,
    credentials: { accessKeyId: "emulated", secretAccessKey: "emulated" },
  });
  try {
    return await runInventory({ client, out });
  } finally {
    client.destroy();
  }
}

/** Whatever lies around, an endpoint, a profile, a proxy's region, must neither be used nor be in the way. */
function ignoreAwsConfiguration(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_") && name !== "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED")
      delete process.env[name];
  }
  process.env["AWS_CONFIG_FILE"] = devNull;
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({
      options: {
        aws: { type: "boolean" },
        profile: { type: "string" },
        region: { type: "string" },
        out: { type: "string", default: "out" },
      },
    });
    const aws = values.aws === true || values.profile !== undefined;
    if (!aws && values.region !== undefined) throw new Error("--region goes with --profile NAME or --aws");
    return { aws, profile: values.profile, region: values.region, out: values.out };
  } catch (error) {
    console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
    return undefined;
  }
}
