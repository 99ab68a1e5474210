import { writeFileSync } from "node:fs";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { askEach, countOf, idsOf, KEYS, profile, started } from "../support/discovery.js";
import { isUnreachable, takenTargets } from "../support/taken-targets.js";

describe("a profile", () => {
  test("wins as a whole over the profile and the keys of the environment", async () => {
    const [work, sandbox] = [await started(), await started()];
    const config = [
      profile("work", "222233334444", `region = eu-west-2\nendpoint_url = ${work.url}`),
      profile("sandbox", "333344445555", `region = us-east-1\nendpoint_url = ${sandbox.url}`),
    ].join("");
    awsEnvironment(
      { ...KEYS, AWS_PROFILE: "sandbox", AWS_REGION: "us-west-2", AWS_ENDPOINT_URL: sandbox.url },
      { config },
    );
    const targets = await takenTargets(discoverTargets({ profiles: ["work"] }));
    expect(targets).toMatchObject([{ id: "222233334444:eu-west-2", aliases: ["profile work:eu-west-2"] }]);
    await askEach(targets);
    expect(work.requests.map(({ operation, region, accountId }) => [operation, region, accountId])).toEqual([
      ["GetCallerIdentity", "eu-west-2", "222233334444"],
      ["DescribeProjects", "eu-west-2", "222233334444"],
    ]);
    expect(sandbox.requests).toEqual([]);
  });

  test("with a role_arn assumes it at its own endpoint, in the region that is asked", async () => {
    const [work, sandbox] = [await started(), await started()];
    const config = [
      profile("base", "222233334444", `endpoint_url = ${sandbox.url}`),
      `[profile work]\nrole_arn = arn:aws:iam::444455556666:role/Reader\nsource_profile = base\nendpoint_url = ${work.url}\n`,
      profile("sandbox", "333344445555", `endpoint_url = ${sandbox.url}`),
    ].join("");
    awsEnvironment({ AWS_PROFILE: "sandbox" }, { config });
    const targets = await takenTargets(discoverTargets({ profiles: ["work"], regions: ["eu-west-2", "eu-west-1"] }));
    expect(idsOf(targets)).toEqual(["444455556666:eu-west-2", "444455556666:eu-west-1"]);
    // One after the other: of two at once, either may arrive first.
    for (const target of targets) {
      await askEach([target]);
    }
    expect(work.requests.map(({ operation, region, accountId }) => [operation, region, accountId])).toEqual([
      ["AssumeRole", "eu-west-2", "222233334444"],
      ["GetCallerIdentity", "eu-west-2", "444455556666"],
      ["DescribeProjects", "eu-west-2", "444455556666"],
      ["DescribeProjects", "eu-west-1", "444455556666"],
    ]);
    expect(sandbox.requests).toEqual([]);
  });

  test("that leads to the account of one before it is left out where both ask the same region", async () => {
    const emulator = await started();
    const config = [
      profile("a", "222233334444", "region = us-east-1"),
      profile("b", "222233334444", "region = eu-west-1"),
      profile("c", "222233334444", "region = us-east-1"),
      profile("d", "333344445555", "region = us-east-1"),
    ].join("");
    awsEnvironment({}, { config });
    const profiles = ["a", "b", "c", "d", "a"];
    expect(idsOf(await takenTargets(discoverTargets({ profiles, endpointUrl: emulator.url })))).toEqual([
      "222233334444:us-east-1",
      "222233334444:eu-west-1",
      "333344445555:us-east-1",
    ]);
    expect(countOf(emulator, "GetCallerIdentity")).toBe(4);
  });

  test("without keys takes neither those of the environment nor another's, and others go on", async () => {
    const emulator = await started();
    const config = `${profile("work", "222233334444")}[profile empty]\nregion = eu-west-1\n`;
    awsEnvironment({ ...KEYS, AWS_PROFILE: "work" }, { config });
    const options = { profiles: ["empty", "nope", "work"], regions: ["us-east-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    expect(idsOf(targets)).toEqual(["profile empty:us-east-1", "profile nope:us-east-1", "222233334444:us-east-1"]);
    expect(targets.filter(isUnreachable).map(({ error }) => error?.message)).toEqual(
      ["empty", "nope"].map(
        (name) =>
          `there are no AWS credentials for the profile "${name}": it does not exist, has none, or could not get them; "aws configure list-profiles" lists those that exist`,
      ),
    );
  });

  test("whose credential_process fails has what it wrote, and keeps its command line to itself", async () => {
    const emulator = await started();
    const config = "[profile work]\ncredential_process = sh -c 'echo no login today >&2; exit 1' token-of-mine\n";
    awsEnvironment({}, { config });
    const options = { profiles: ["work"], regions: ["us-east-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    expect(targets.find(isUnreachable)?.error?.message).toBe(
      'the AWS credentials could not be loaded: the command in credential_process of the profile "work" failed (no login today); run it by itself to see more',
    );
  });

  test("whose sso-session is not there says so", async () => {
    const emulator = await started();
    const config = "[profile work]\nsso_session = none\nsso_account_id = 222233334444\nsso_role_name = reader\n";
    awsEnvironment({}, { config });
    const options = { profiles: ["work"], regions: ["us-east-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    expect(targets.find(isUnreachable)?.error?.message).toBe(
      'the AWS credentials of the profile "work" could not be loaded (a section that it names, such as its sso-session, is not in the AWS configuration); check them with "aws sts get-caller-identity"',
    );
  });

  test("writes no warning that there are keys in the environment, too", async () => {
    const emulator = await started();
    awsEnvironment({ ...KEYS, AWS_PROFILE: "work" }, { config: profile("work", "222233334444") });
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    for (const profiles of [[], ["work"]]) {
      const options = { profiles, regions: ["us-east-1"], endpointUrl: emulator.url };
      await askEach(await takenTargets(discoverTargets(options)));
    }
    expect(warned).not.toHaveBeenCalled();
  });

  test("is read again as its keys have expired: a tool may have written new ones", async () => {
    const emulator = await started({
      credentials: [
        { ...keysOf("OLD"), expiresAt: Date.now() + 60_000 },
        { ...keysOf("NEW"), accountId: "222233334444" },
      ],
    });
    awsEnvironment({}, { credentials: fileOf(keysOf("OLD")) });
    const options = { profiles: ["work"], regions: ["us-east-1", "eu-west-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    await askEach(targets);
    emulator.advance(60_000);
    writeFileSync(process.env["AWS_SHARED_CREDENTIALS_FILE"] ?? "", fileOf(keysOf("NEW")));
    await askEach(targets);
    expect(emulator.requests.filter(({ errorType }) => errorType === "ExpiredTokenException")).toHaveLength(2);
    expect(emulator.requests.at(-1)).toMatchObject({ status: 200, accountId: "222233334444" });
  });
});

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

function keysOf(name: string): Keys {
  return { accessKeyId: name, secretAccessKey: `secret${name}`, sessionToken: `token${name}` };
}

function fileOf({ accessKeyId, secretAccessKey, sessionToken }: Keys): string {
  return `[work]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`;
}
