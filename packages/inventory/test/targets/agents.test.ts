import { Agent } from "node:http";
import { describe, expect, test } from "vitest";
import { agentMaker } from "../../src/targets/agents.js";
import { isTargetOptionsError } from "../../src/targets/target-options-error.js";
import { awsEnvironment } from "../support/aws-environment.js";

describe("the agents of a client", () => {
  test("are the SDK's own where no proxy is named", async () => {
    awsEnvironment();
    const agents = await agentMaker(undefined);
    expect(agents({ keepAlive: false })).toEqual({ httpAgent: { keepAlive: false }, httpsAgent: { keepAlive: false } });
  });

  test("go by a proxy where one is named, and by none where none is", async () => {
    awsEnvironment({ https_proxy: "proxy.example:3128" });
    const { httpAgent, httpsAgent } = (await agentMaker(undefined))({ keepAlive: true });
    expect(httpAgent).toEqual({ keepAlive: true });
    expect(httpsAgent).toBeInstanceOf(Agent);
  });

  test("are not shared, since each client destroys its own", async () => {
    awsEnvironment({ ALL_PROXY: "http://proxy.example:3128" });
    const agents = await agentMaker(undefined);
    expect(agents({ keepAlive: true }).httpsAgent).not.toBe(agents({ keepAlive: true }).httpsAgent);
  });

  test.each(["http://me:CANARY@:80", "http://me:CANARY%@proxy.example", "http://", "http://a b"])(
    "are not made for %s, which is not repeated",
    async (value) => {
      awsEnvironment({ HTTP_PROXY: value });
      await expect(agentMaker(undefined)).rejects.toSatisfy(isTargetOptionsError);
      await expect(agentMaker(undefined)).rejects.toThrow(
        /^HTTP_PROXY is no URL of a proxy; write it as http:\/\/HOST:PORT, or as http:\/\/USER:PASSWORD@HOST:PORT with %40 for an @ in it$/,
      );
    },
  );
});
