import { devNull } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { ignoreAwsConfiguration } from "../../src/server/ignore-aws-configuration.js";

test("the AWS configuration around a process is forgotten, and nothing else is", () => {
  const before = { ...process.env };
  onTestFinished(() => {
    process.env = before;
  });
  const kept = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", MY_AWS_THING: "1", proxy: "mine" };
  const forgotten = {
    AWS_PROFILE: "missing",
    AWS_REGION: "no region",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_SESSION_TOKEN: "of somebody",
    HTTPS_PROXY: "http://127.0.0.1:2",
    no_proxy: "*",
  };
  process.env = { ...kept, ...forgotten, AWS_ACCESS_KEY_ID: "AKIDREAL", AWS_CONFIG_FILE: "/home/me/.aws/config" };
  ignoreAwsConfiguration();
  expect(process.env).toEqual({
    ...kept,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ACCESS_KEY_ID: "emulated",
    AWS_SECRET_ACCESS_KEY: "emulated",
  });
});
