import { describe, expect, test } from "vitest";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { accountsIn, askEach, countOf, idsOf, KEYS, OWN, serviceError, started } from "../support/discovery.js";
import { reworded } from "../support/reworded.js";
import { isReachable, isUnreachable, takenTargets } from "../support/taken-targets.js";

describe("the accounts of a file", () => {
  test("are entered by a role each, once an account, and the caller's own without one", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const file = accountsIn("222233334444,production", OWN, "333344445555", "222233334444,again");
    const options = { accountsFile: file, roleName: "Inventory", externalId: "tenant-7", endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets({ ...options, regions: ["us-east-1", "eu-west-1"] }));
    expect(idsOf(targets)).toEqual([
      "222233334444:us-east-1",
      "222233334444:eu-west-1",
      `${OWN}:us-east-1`,
      `${OWN}:eu-west-1`,
      "333344445555:us-east-1",
      "333344445555:eu-west-1",
    ]);
    expect(targets[0]).toMatchObject({ accountName: "production", roleName: "Inventory" });
    expect(targets[2]).toMatchObject({ roleName: undefined });
    await askEach(targets);
    await askEach(targets);
    const assumed = emulator.requests.filter(({ operation }) => operation === "AssumeRole");
    expect(assumed.map(({ input, accountId }) => [input?.["RoleArn"], input?.["ExternalId"], accountId])).toEqual([
      ["arn:aws:iam::222233334444:role/Inventory", "tenant-7", OWN],
      ["arn:aws:iam::333344445555:role/Inventory", "tenant-7", OWN],
    ]);
    expect(countOf(emulator, "GetCallerIdentity")).toBe(1);
    const asked = emulator.requests.filter(({ operation }) => operation === "DescribeProjects");
    expect(new Set(asked.map(({ accountId, region }) => `${accountId}:${region}`))).toEqual(new Set(idsOf(targets)));
  });

  test("go on where a role of one cannot be assumed, which is a target in each region", async () => {
    const emulator = await started({ denied: [{ operation: "AssumeRole", accountId: "222233334444" }] });
    awsEnvironment(KEYS);
    const options = { accountsFile: accountsIn("222233334444,production", "333344445555"), roleName: "Inventory" };
    const where = { regions: ["us-east-1", "eu-west-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets({ ...options, ...where }));
    const error = {
      name: "AccessDenied",
      message:
        "the role Inventory of account 222233334444 could not be assumed (AccessDenied: User: arn:aws:iam::111122223333:user/AKIDEXAMPLE is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222233334444:role/Inventory); have its trust policy allow arn:aws:iam::111122223333:user/AKIDEXAMPLE, with the external id if it asks for one, or name another role with `roleName`",
    };
    const shut = { accountId: "222233334444", accountName: "production", outcome: "no-credentials", error };
    expect(targets.slice(0, 2)).toEqual([
      { ...shut, id: "222233334444:us-east-1", region: "us-east-1" },
      { ...shut, id: "222233334444:eu-west-1", region: "eu-west-1" },
    ]);
    await askEach(targets.slice(2));
    expect(countOf(emulator, "DescribeProjects")).toBe(2);
    expect(countOf(emulator, "AssumeRole")).toBe(2);
  });

  test("are entered by the first profile that may", async () => {
    const emulator = await started({
      faults: ({ operation, accountId }) =>
        operation === "AssumeRole" && accountId === "222233334444"
          ? serviceError("AccessDenied", "not you")
          : undefined,
    });
    const config = ["222233334444", "333344445555"]
      .map((key) => `[profile p${key}]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`)
      .join("");
    awsEnvironment({}, { config });
    const options = { profiles: ["nope", "p222233334444", "p333344445555"], regions: ["us-east-1"] };
    const file = { accountsFile: accountsIn("444455556666"), roleName: "Inventory", endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets({ ...options, ...file }));
    expect(idsOf(targets.filter(isReachable))).toEqual(["444455556666:us-east-1"]);
    const alone = { ...options, profiles: ["nope", "p222233334444"], ...file };
    const shut = (await takenTargets(discoverTargets(alone))).find(isUnreachable);
    expect(shut?.id).toBe("444455556666:us-east-1");
    expect(shut?.error?.message).toMatch(
      /^there are no AWS credentials for the profile "nope".*; the role Inventory of /,
    );
  });

  test("need the name of a role, unless they are the caller's own", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const where = { regions: ["us-east-1"], endpointUrl: emulator.url };
    const own = { ...where, accountsFile: accountsIn(OWN) };
    expect(idsOf(await takenTargets(discoverTargets(own)))).toEqual([`${OWN}:us-east-1`]);
    const file = accountsIn(OWN, "# others", "222233334444");
    await expect(takenTargets(discoverTargets({ ...where, accountsFile: file }))).rejects.toMatchObject({
      _tag: "TargetOptionsError",
      message: `${file}, line 3: 222233334444 is not the account of the credentials; name the role to assume in it with \`roleName\``,
    });
  });

  test("need it in a program's list, too, and the error names its options", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const accounts = [{ accountId: OWN }, { accountId: "222233334444" }];
    const options = { accounts, regions: ["us-east-1"], endpointUrl: emulator.url };
    await expect(takenTargets(discoverTargets(options))).rejects.toMatchObject({
      _tag: "TargetOptionsError",
      message: "222233334444 is not the account of the credentials; name the role to assume in it with `roleName`",
    });
  });

  test("have the same ids without credentials, with and without a role", async () => {
    awsEnvironment();
    const options = { accountsFile: accountsIn(OWN, "222233334444"), regions: ["us-east-1"] };
    for (const roleName of [undefined, "Inventory"]) {
      const targets = await takenTargets(discoverTargets({ ...options, roleName }));
      expect(idsOf(targets)).toEqual([`${OWN}:us-east-1`, "222233334444:us-east-1"]);
      expect(targets.filter(isUnreachable).map(({ error }) => error?.message)).toEqual(
        Array.from({ length: 2 }, () => expect.stringMatching(/^no AWS credentials were found; /) as string),
      );
    }
  });

  test("have roles in the partition of the caller", async () => {
    const emulator = await started();
    const gov = await reworded(emulator.url, "arn:aws:", "arn:aws-us-gov:");
    awsEnvironment(KEYS);
    const options = { accountsFile: accountsIn("222233334444"), roleName: "audit/Inventory", endpointUrl: gov };
    const targets = await takenTargets(discoverTargets({ ...options, regions: ["us-gov-west-1"] }));
    expect(idsOf(targets.filter(isReachable))).toEqual(["222233334444:us-gov-west-1"]);
    expect(emulator.requests.at(-1)).toMatchObject({
      region: "us-gov-west-1",
      input: { RoleArn: "arn:aws-us-gov:iam::222233334444:role/audit/Inventory" },
    });
  });
});
