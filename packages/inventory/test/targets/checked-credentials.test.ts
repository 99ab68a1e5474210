import { expect, test } from "vitest";
import { checkedCredentials } from "../../src/targets/checked-credentials.js";
import { awsEnvironment } from "../support/aws-environment.js";

const good = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalr/UtnFEMI+K7=", sessionToken: "token" };

test("keys that are keys are taken as they are", () => {
  expect(checkedCredentials(good, "work")).toBe(good);
});

test.each([
  ["\uFEFFCANARY", "begins with a control character"],
  ["CAN ARY", "has a space in it"],
  ["\tCANARY\n", "begins with a space"],
  ["CAN\u0000ARY", "has a control character in it"],
  ["CANÄRY", "has a letter beyond ASCII in it"],
  ["\n", "ends with a line break"],
])("a key as %j is named, and not repeated", (secretAccessKey, what) => {
  awsEnvironment({ AWS_PROFILE: "sandbox" });
  expect(() => checkedCredentials({ ...good, secretAccessKey }, undefined)).toThrow(
    `the secret access key of the profile "sandbox" ${what}, which is not allowed; set it again without it`,
  );
});

test("a key is of the environment if it stands there, and no profile was named", () => {
  awsEnvironment({ AWS_ACCESS_KEY_ID: "AKID\n" });
  const broken = { ...good, accessKeyId: "AKID\n" };
  expect(() => checkedCredentials(broken, undefined)).toThrow("the access key id of AWS_ACCESS_KEY_ID ends with ");
  expect(() => checkedCredentials(broken, "work")).toThrow('the access key id of the profile "work" ends with ');
});
