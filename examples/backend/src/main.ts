// A server for the projects of an account: a made-up one on this machine, or yours with --profile or --aws.
//
//   npx -y pnpm@10 run backend
//   npx -y pnpm@10 run backend --profile NAME --region REGION
//   npx -y pnpm@10 run backend --aws

import { parseArgs } from "node:util";
import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import { createBackend } from "./create-backend.js";
import { embeddedAccount } from "./embedded-account.js";
import { hostName } from "./host-name.js";

// The SDK warns about Node 20 when its first client is made, but works with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const USAGE = `Usage: backend [options]

Serves the projects of a made-up account; with --profile or --aws, of yours: /, /projects, /projects/live, /health, /ready.

  --profile NAME      a profile of the AWS configuration
  --aws               the usual AWS environment
  --region REGION     an AWS region, with one of the above
  --host ADDRESS      where to listen (default: 127.0.0.1)
  --port N            the port; 0 takes a free one (default: 8080)
  --allow-host NAME   another host name of this server, besides localhost; may be given several times`;

/** Milliseconds. In the made-up account something happens every few seconds. */
const AT_HOME = { every: 1_000, modelsEvery: 3_000, patience: 2_000 };

const given = readArguments();
if (given !== undefined) {
  await serve(given);
}

async function serve({ aws, profile, region, host, port, hosts }: Arguments): Promise<void> {
  const embedded = aws ? undefined : await embeddedAccount();
  const client = embedded?.client ?? clientOf(profile, region);
  try {
    await client.config.region();
  } catch {
    // Credentials may come and go while the server runs, and it logs that. A region has to be there from the start.
    console.error(
      "backend: there is no region: give --region, set AWS_REGION, or name a profile that exists and has one",
    );
    process.exitCode = 2;
    client.destroy();
    return;
  }
  const isTraced = hasOpenTelemetry();
  const app = createBackend({
    client,
    isLogged: true,
    isTraced,
    hosts: [host, ...hosts],
    ...(embedded === undefined ? {} : AT_HOME),
  });
  const close = async (): Promise<void> => {
    await app.close();
    client.destroy();
    await embedded?.close();
  };
  const stop = (signal: string): void => {
    app.log.info(`${signal}: stopping`);
    // A second signal ends the process at once, as it does by default.
    process.off("SIGINT", stop).off("SIGTERM", stop);
    void close();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  app.log.info(
    embedded === undefined ? "the account of AWS" : `a made-up account at ${embedded.url}; nothing leaves this machine`,
  );
  try {
    await app.listen({ host, port });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    app.log.fatal(`cannot listen at ${host}, port ${port}: ${reason}; choose another place with --host and --port`);
    process.exitCode = 1;
    await close();
  }
}

function clientOf(profile: string | undefined, region: string | undefined): RekognitionClient {
  return rekognitionClient({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    requestHandler: { requestTimeout: 10_000 },
  });
}

/**
 * Whether the API of OpenTelemetry is installed. Its SDK is started before this program
 * (`node --import @opentelemetry/auto-instrumentations-node/register ...`), and registers itself with the API.
 */
function hasOpenTelemetry(): boolean {
  try {
    return import.meta.resolve("@opentelemetry/api") !== "";
  } catch {
    return false;
  }
}

interface Arguments {
  readonly aws: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({
      options: {
        aws: { type: "boolean" },
        profile: { type: "string" },
        region: { type: "string" },
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "8080" },
        "allow-host": { type: "string", multiple: true, default: [] },
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
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) {
      throw new Error(`--port is ${JSON.stringify(values.port)}; it must be a number from 0 to 65535`);
    }
    const wrong = values["allow-host"].find((name) => hostName(name) === undefined);
    if (wrong !== undefined) {
      const given = JSON.stringify(wrong);
      throw new Error(`--allow-host is ${given}; it must be a host name or an address, without a port`);
    }
    return {
      aws,
      profile: values.profile,
      region: values.region,
      host: values.host,
      port,
      hosts: values["allow-host"],
    };
  } catch (error) {
    console.error(`backend: ${error instanceof Error ? error.message : String(error)}; --help lists the options`);
    process.exitCode = 2;
    return undefined;
  }
}
