import { describe, expect, test } from "vitest";
import { awsConfiguration } from "../../src/targets/aws-configuration.js";
import { awsEnvironment } from "../support/aws-environment.js";

const CONFIG = `
[default]
region = ap-south-1
endpoint_url = http://default.example

[profile work]
region = eu-west-2
endpoint_url = http://work.example
services = work-services

[services work-services]
rekognition =
  endpoint_url = http://rekognition.work.example

[profile plain]
[profile lost]
services = nowhere
[profile ignoring]
endpoint_url = http://ignored.example
ignore_configured_endpoint_urls = true
[profile broken]
endpoint_url = work.example
`;

const ELSEWHERE = {
  AWS_PROFILE: "default",
  AWS_REGION: "us-west-2",
  AWS_ENDPOINT_URL: "http://environment.example",
  AWS_ENDPOINT_URL_STS: "http://sts.environment.example",
};

describe("awsConfiguration", () => {
  test("of a named profile wins over the environment", async () => {
    awsEnvironment(ELSEWHERE, { config: CONFIG });
    const { region, endpointOf } = await awsConfiguration("work");
    expect(region).toBe("eu-west-2");
    expect(endpointOf("Rekognition")).toBe("http://rekognition.work.example");
    expect(endpointOf("STS")).toBe("http://work.example");
  });

  test("of a named profile takes from the environment what it does not say itself, and nothing from another profile", async () => {
    awsEnvironment(ELSEWHERE, { config: CONFIG });
    const { region, endpointOf } = await awsConfiguration("plain");
    expect(region).toBe("us-west-2");
    expect(endpointOf("Rekognition")).toBe("http://environment.example");
    expect(endpointOf("STS")).toBe("http://sts.environment.example");

    awsEnvironment({ AWS_PROFILE: "work" }, { config: CONFIG });
    const alone = await awsConfiguration("plain");
    expect([alone.region, alone.endpointOf("Rekognition")]).toEqual([undefined, undefined]);
  });

  test("of the environment is as the SDK has it: variables, then the profile that they name", async () => {
    awsEnvironment({ AWS_DEFAULT_REGION: "us-east-2", AWS_ENDPOINT_URL_STS: "http://sts.example" }, { config: CONFIG });
    const { region, endpointOf } = await awsConfiguration(undefined);
    expect(region).toBe("us-east-2");
    expect(endpointOf("STS")).toBe("http://sts.example");
    expect(endpointOf("Rekognition")).toBe("http://default.example");

    awsEnvironment({ AWS_PROFILE: "work" }, { config: CONFIG });
    const named = await awsConfiguration(undefined);
    expect([named.region, named.endpointOf("Rekognition")]).toEqual(["eu-west-2", "http://rekognition.work.example"]);
  });

  test("takes a region from the file of credentials, too", async () => {
    awsEnvironment({}, { credentials: "[work]\nregion = eu-central-1\n" });
    expect((await awsConfiguration("work")).region).toBe("eu-central-1");
  });

  test("has no endpoints where they are to be ignored", async () => {
    awsEnvironment(ELSEWHERE, { config: CONFIG });
    expect((await awsConfiguration("ignoring")).endpointOf("STS")).toBeUndefined();
    awsEnvironment({ ...ELSEWHERE, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, { config: CONFIG });
    expect((await awsConfiguration("work")).endpointOf("STS")).toBeUndefined();
  });

  test("has the certificates and the endpoints of AWS's own that are asked for, and by what", async () => {
    const lines = "ca_bundle = roots.pem\nuse_fips_endpoint = true\n";
    const config = `[profile work]\n${lines}[profile plain]\nregion = us-east-1\n`;
    awsEnvironment({}, { config });
    expect(await awsConfiguration("work")).toMatchObject({
      caBundle: { path: "roots.pem", namedBy: 'ca_bundle of the profile "work"' },
      variant: { name: "FIPS", askedForBy: 'use_fips_endpoint of the profile "work"' },
    });
    expect(await awsConfiguration("plain")).toMatchObject({ caBundle: undefined, variant: undefined });
    awsEnvironment(
      { AWS_CA_BUNDLE: "other.pem", AWS_USE_FIPS_ENDPOINT: "false", AWS_USE_DUALSTACK_ENDPOINT: "true" },
      { config },
    );
    expect(await awsConfiguration("work")).toMatchObject({
      caBundle: { path: "roots.pem" },
      variant: { name: "dual-stack", askedForBy: "AWS_USE_DUALSTACK_ENDPOINT" },
    });
    expect(await awsConfiguration("plain")).toMatchObject({
      caBundle: { path: "other.pem", namedBy: "AWS_CA_BUNDLE" },
    });
  });

  test("refuses services that are not there, and an endpoint that is no URL", async () => {
    awsEnvironment({}, { config: CONFIG });
    await expect(awsConfiguration("lost")).rejects.toThrow(
      'the profile "lost" names services = nowhere, and the AWS configuration has no section [services nowhere]; write it, or take the line away',
    );
    const { endpointOf } = await awsConfiguration("broken");
    expect(() => endpointOf("STS")).toThrow(/^"work.example" is no URL of an endpoint; give one such as /);
    awsEnvironment({ AWS_ENDPOINT_URL: "ftp://user:secret@example" });
    const { endpointOf: ofEnvironment } = await awsConfiguration(undefined);
    expect(() => ofEnvironment("STS")).toThrow(/^what is configured is no URL of an endpoint; /);
  });
});
