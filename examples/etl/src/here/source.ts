import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { rekognitionClient } from "@rekognition-rx/core";
import type { Given } from "../read-options.js";

/** The account that is loaded. */
export interface Source {
  readonly client: RekognitionClient;
  readonly accountId: string;
  readonly region: string;
  /** For whoever looks on. */
  readonly title: string;
  close(): Promise<void>;
}

/** The account of the AWS environment or of a profile, or a made-up one in this process. */
export function openSource(given: Given): Promise<Source> {
  return given.aws
    ? fromAws(given).catch((error: unknown) => {
        throw new Error(sentenceOf(error), { cause: error });
      })
    : fromEmulator();
}

/** What the SDK says of a configuration is for those who know its parts. */
function sentenceOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (message === "Region is missing") {
    return "there is no region: give --region, set AWS_REGION, or name a profile that is there and has one";
  }
  return name === "CredentialsProviderError"
    ? `there are no credentials, of a profile that is there or in the environment: ${message}`
    : `AWS did not say whose account it is: ${message}`;
}

async function fromAws({ profile, region: asked }: Given): Promise<Source> {
  const config = { ...(profile === undefined ? {} : { profile }), ...(asked === undefined ? {} : { region: asked }) };
  const client = rekognitionClient(config);
  const region = await client.config.region();
  const sts = new STSClient({ ...config, region });
  try {
    // Before anything else: whose quota it is, and whose positions they are.
    const { Account: accountId } = await sts.send(new GetCallerIdentityCommand());
    if (accountId === undefined) {
      throw new Error("GetCallerIdentity named no account");
    }
    const close = (): Promise<void> => Promise.resolve(client.destroy());
    return { client, accountId, region, title: `account ${accountId} in ${region}`, close };
  } finally {
    sts.destroy();
  }
}

async function fromEmulator(): Promise<Source> {
  // Whoever has an account of their own does not load it.
  const { emulatedAccount, EMULATED_REGION } = await import("./emulated-account.js");
  const emulator = await emulatedAccount();
  const region = EMULATED_REGION;
  const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };
  const client = rekognitionClient({ endpoint: emulator.url, region, credentials });
  return {
    client,
    accountId: "111122223333",
    region,
    title: `a made-up account at ${emulator.url}; nothing leaves this machine`,
    close: async () => {
      client.destroy();
      await emulator.close();
    },
  };
}
