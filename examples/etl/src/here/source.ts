import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { rekognitionClient } from "@rekognition-rx/core";
import type { Given } from "../read-options.js";

/** The account that is loaded. */
export interface Source {
  readonly client: RekognitionClient;
  readonly accountId: string;
  readonly region: string;
  /** The account in words, for the user. */
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

/** A sentence for an error of the configuration: the SDK's own messages are only for those who know its parts. */
function sentenceOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (message === "Region is missing") {
    return "there is no region: give --region, set AWS_REGION, or name a profile that exists and has one";
  }
  return name === "CredentialsProviderError"
    ? `there are no credentials, neither in the environment nor in a profile that exists: ${message}`
    : `AWS did not say whose account it is: ${message}`;
}

async function fromAws({ profile, region: asked }: Given): Promise<Source> {
  const config = { ...(profile === undefined ? {} : { profile }), ...(asked === undefined ? {} : { region: asked }) };
  const client = rekognitionClient(config);
  const region = await client.config.region();
  const sts = new STSClient({ ...config, region });
  try {
    // Before anything else: the account decides whose quota and whose positions these are.
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
  // Loaded only here: with an account of your own, the emulator is not needed.
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
