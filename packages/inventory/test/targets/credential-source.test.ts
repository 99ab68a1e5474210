import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { describe, expect, onTestFinished, test } from "vitest";
import { type CredentialSource, credentialSource } from "../../src/targets/credential-source.js";
import { awsEnvironment } from "../support/aws-environment.js";

const CONFIG = `
[profile work]
aws_access_key_id = AKIDWORK
aws_secret_access_key = secret

[profile sandbox]
aws_access_key_id = AKIDSANDBOX
aws_secret_access_key = secret
endpoint_url = http://sandbox.example
`;

const OPTIONS = { region: "eu-west-2", requestTimeout: 1_000 };

/** Where a client would send a request, and with whose key; nothing is sent. */
async function destination(config: ConstructorParameters<typeof RekognitionClient>[0]): Promise<string> {
  let sent = "";
  const handle = async (request: unknown): Promise<never> => {
    const { hostname, headers } = request as { readonly hostname: string; readonly headers: Record<string, string> };
    sent = `${/Credential=(\w+)/.exec(headers["authorization"] ?? "")?.[1]} at ${hostname}`;
    throw new Error("not sent");
  };
  const client = new RekognitionClient({ region: "eu-west-2", maxAttempts: 1, ...config, requestHandler: { handle } });
  await client.send(new DescribeProjectsCommand({})).catch(() => {});
  return sent;
}

function clientOf({ settingsOf, credentials }: CredentialSource): Promise<string> {
  return destination({ ...settingsOf("Rekognition"), credentials });
}

describe("credentialSource", () => {
  test("sends with the keys of a named profile to AWS, where the SDK would send to the endpoint of AWS_PROFILE", async () => {
    awsEnvironment({ AWS_PROFILE: "sandbox" }, { config: CONFIG });
    expect(await destination({ profile: "work" })).toBe("AKIDWORK at sandbox.example");
    expect(await clientOf(await credentialSource("work", OPTIONS))).toBe(
      "AKIDWORK at rekognition.eu-west-2.amazonaws.com",
    );
  });

  test("of the environment is what the SDK has without a profile", async () => {
    awsEnvironment({ AWS_PROFILE: "sandbox" }, { config: CONFIG });
    const source = await credentialSource(undefined, OPTIONS);
    expect(source).toMatchObject({ profile: undefined, name: "environment", region: undefined });
    expect(await clientOf(source)).toBe("AKIDSANDBOX at sandbox.example");
    expect(await destination({})).toBe("AKIDSANDBOX at sandbox.example");
  });

  test("of a named profile without keys takes neither those of the environment nor those of the machine", async () => {
    const keys = {
      AccessKeyId: "AKIDMACHINE",
      SecretAccessKey: "secret",
      Token: "token",
      Expiration: "2099-01-01T00:00:00Z",
    };
    const machine = createServer((_, response) => response.end(JSON.stringify(keys)));
    machine.listen(0, "127.0.0.1");
    await once(machine, "listening");
    onTestFinished(() => {
      machine.closeAllConnections();
      machine.close();
    });
    const { port } = machine.address() as AddressInfo;
    const machineKeys = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/keys` };
    awsEnvironment(machineKeys, { config: "[profile empty]\nregion = eu-west-2\n" });
    const [environment, empty] = [await credentialSource(undefined, OPTIONS), await credentialSource("empty", OPTIONS)];
    expect(await environment.credentials()).toMatchObject({ accessKeyId: "AKIDMACHINE" });
    await expect(empty.credentials()).rejects.toThrow(/^Could not resolve credentials using profile: \[empty\]/);
  });

  test("lets another endpoint win over all", async () => {
    awsEnvironment({ AWS_PROFILE: "sandbox" }, { config: CONFIG });
    const options = { ...OPTIONS, endpointUrl: "http://emulator.example" };
    for (const profile of [undefined, "sandbox", "work"]) {
      expect(await clientOf(await credentialSource(profile, options))).toMatch(/ at emulator\.example$/);
    }
  });
});
