import { type EmulatorOptions, type Fault, lifelikeOrganization } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { askEach, countOf, idsOf, KEYS, OWN, serviceError, started } from "../support/discovery.js";
import { reworded } from "../support/reworded.js";
import { isReachable, isUnreachable, takenTargets } from "../support/taken-targets.js";

describe("the accounts of an organization", () => {
  test("are entered but for a suspended one, each by one role, and the management account without", async () => {
    const emulator = await started(lifelikeOrganization());
    awsEnvironment(KEYS);
    const options = { organization: true, regions: ["us-east-1", "eu-west-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    expect(targets.map((target) => [target.id, target.accountName, "outcome" in target ? target.outcome : ""])).toEqual(
      [
        ["111122223333:us-east-1", "management", ""],
        ["111122223333:eu-west-1", "management", ""],
        ["111233334444:us-east-1", "production", ""],
        ["111233334444:eu-west-1", "production", ""],
        ["111344445555:us-east-1", "staging", ""],
        ["111344445555:eu-west-1", "staging", ""],
        ["111455556666", "research", "suspended"],
        ["111566667777:us-east-1", "sandbox", ""],
        ["111566667777:eu-west-1", "sandbox", ""],
      ],
    );
    await askEach(targets.filter(({ id }) => id !== "111566667777:eu-west-1"));
    const assumed = emulator.requests.filter(({ operation }) => operation === "AssumeRole");
    expect(assumed.map(({ input }) => input?.["RoleArn"])).toEqual(
      ["111233334444", "111344445555", "111566667777"].map(
        (id) => `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`,
      ),
    );
  });

  test("that are closed or about to be are not entered, on whatever page they are", async () => {
    const many = Array.from({ length: 45 }, (_, index) => String(222_200_000_000 + index));
    const states = { [many[0] ?? ""]: "PENDING_CLOSURE", [many[44] ?? ""]: "CLOSED" } as const;
    const emulator = await started({
      organization: { accounts: [OWN, ...many].map((accountId) => ({ accountId, state: states[accountId] })) },
    });
    awsEnvironment(KEYS);
    const options = { organization: true, roleName: "Audit", regions: ["us-east-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets(options));
    expect(targets).toHaveLength(46);
    expect(countOf(emulator, "ListAccounts")).toBe(3);
    expect(targets.filter(isUnreachable)).toEqual(
      [many[0], many[44]].map((id) => ({ id, accountId: id, accountName: `account-${id}`, outcome: "closed" })),
    );
    expect(countOf(emulator, "AssumeRole")).toBe(43);
  });

  test.each<[string, Fault, RegExp]>([
    ["is empty", { type: "empty-body" }, /the answer to ListAccounts has neither Accounts nor a token/],
    ["comes again", { type: "repeated-token" }, /the service returned a token that was seen before|RepeatedTokenError/],
  ])("a page of them that always %s is an error, and not the end of the list", async (_name, fault, message) => {
    const emulator = await started({
      ...lifelikeOrganization(),
      faults: [
        { operation: "ListAccounts", requests: { from: 1 }, fault },
        { operation: "ListAccounts", fault: { type: "short-page", size: 1 } },
      ],
    });
    awsEnvironment(KEYS);
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url };
    await expect(takenTargets(discoverTargets(options))).rejects.toThrow(message);
    expect(countOf(emulator, "ListAccounts")).toBeLessThan(6);
  });

  test("are all found where a page was empty once", async () => {
    const emulator = await started({
      ...lifelikeOrganization(),
      faults: [
        { operation: "ListAccounts", requests: 1, fault: { type: "empty-body" } },
        { operation: "ListAccounts", fault: { type: "short-page", size: 2 } },
      ],
    });
    awsEnvironment(KEYS);
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url };
    expect(await takenTargets(discoverTargets(options))).toHaveLength(5);
  });

  test("may have the retired Status instead of a State", async () => {
    const emulator = await started({ organization: { accounts: [{ accountId: OWN, state: "SUSPENDED" }] } });
    const before = await reworded(emulator.url, '"State":', '"Status":');
    awsEnvironment(KEYS);
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: before };
    expect(await takenTargets(discoverTargets(options))).toMatchObject([{ id: OWN, outcome: "suspended" }]);
  });

  test("are all found through throttles of every call on the way", async () => {
    const emulator = await started({
      ...lifelikeOrganization({ accounts: 2, regions: ["us-east-1"], projects: 1 }),
      faults: ["GetCallerIdentity", "ListAccounts", "AssumeRole"].map((operation) => ({
        operation,
        requests: { from: 0, to: 4 },
        fault: { type: "throttle" } as const,
      })),
    });
    awsEnvironment(KEYS);
    const random = vi.spyOn(Math, "random").mockReturnValue(0);
    onTestFinished(() => random.mockRestore());
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url };
    expect(idsOf((await takenTargets(discoverTargets(options))).filter(isReachable))).toEqual([
      "111122223333:us-east-1",
      "111233334444:us-east-1",
    ]);
    expect(emulator.requests.filter(({ fault }) => fault === "throttle").length).toBe(15);
  });

  test("are one each, whichever profile lists them", async () => {
    const emulator = await started(lifelikeOrganization({ accounts: 2, regions: ["us-east-1"], projects: 1 }));
    const config = ["a", "b"]
      .map((name) => `[profile ${name}]\naws_access_key_id = ${OWN}\naws_secret_access_key = s\n`)
      .join("");
    awsEnvironment({}, { config });
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url };
    const targets = await takenTargets(discoverTargets({ ...options, profiles: ["a", "b"] }));
    expect(idsOf(targets)).toEqual(["111122223333:us-east-1", "111233334444:us-east-1"]);
    expect(countOf(emulator, "AssumeRole")).toBe(1);
  });

  test.each<[string, EmulatorOptions, RegExp]>([
    [
      "there is no organization",
      {},
      /^the accounts of the organization could not be listed with the credentials of the environment \(AWSOrganizationsNotInUseException: .*[^.]\); name a profile of its management account or of a delegated administrator with `profiles`, or name the accounts with `accounts`$/,
    ],
    [
      "AWS denies it",
      { organization: { accounts: [{ accountId: OWN }] }, denied: [{ operation: "ListAccounts" }] },
      /^the accounts .* \(AccessDeniedException: .*\); have organizations:ListAccounts allowed, or name a profile of /,
    ],
    [
      "the credentials end meanwhile",
      { faults: { operation: "ListAccounts", fault: { type: "expired-credentials" } } },
      /^the AWS credentials have expired; get new ones /,
    ],
    [
      "the service is broken",
      { faults: { operation: "ListAccounts", fault: serviceError("OddException", "it is odd.") } },
      /^the accounts .* \(OddException: it is odd\); run this again$/,
    ],
  ])("are not known where %s: an error says what to do, before any target", async (_, seed, message) => {
    const emulator = await started(seed);
    awsEnvironment(KEYS);
    const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url };
    const first = discoverTargets(options)[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({
      _tag: "DiscoveryError",
      operation: "ListAccounts",
      message: expect.stringMatching(message) as string,
    });
  });

  test("are one target in no region where there are no credentials", async () => {
    awsEnvironment();
    expect(await takenTargets(discoverTargets({ organization: true, regions: ["us-east-1"] }))).toMatchObject([
      { id: "environment", region: undefined, outcome: "no-credentials" },
    ]);
  });
});
