import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";

/** Which account and region to ask; the usual AWS environment says what is left out. */
export interface AwsClientOptions {
  /** A profile of the AWS configuration; wins over credentials in the environment, as in the AWS CLI. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Another server than AWS's, for an emulator or a proxy. */
  readonly endpointUrl?: string | undefined;
}

/**
 * The client of the command `rekognition-inventory`: `rekognitionClient` of the core package, as the options say.
 *
 * @example
 * ```ts
 * import { awsClient, writeInventory } from "@rekognition-rx/inventory";
 *
 * await writeInventory({ client: awsClient({ profile: "work", region: "eu-west-1" }), out: "out" });
 * ```
 */
export function awsClient({ profile, region, endpointUrl }: AwsClientOptions = {}): RekognitionClient {
  return rekognitionClient({
    // Who names a profile need not be warned on stderr that there are credentials in the environment, too.
    ...(profile === undefined ? {} : { profile, logger: SILENT }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  });
}

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}
