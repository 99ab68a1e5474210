import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { run } from "../packaging/run.js";
import { boto3 } from "./client-found.js";

const fixtures = new URL("../../packages/emulator/test/fixtures/", import.meta.url);

/**
 * The emulator's constraints are tested against an extract of the service model. Here the extract is held against the
 * model that botocore has on this machine: what AWS has added since is red.
 */
describe.runIf(boto3.version !== undefined)("the service model of botocore", () => {
  test("has what the emulator's extract of it says, and nothing more", async () => {
    const print = [
      "import json, sys",
      `sys.path.insert(0, ${JSON.stringify(fileURLToPath(fixtures))})`,
      "sys.dont_write_bytecode = True",
      'model = __import__("make-service-model")',
      "print(json.dumps(model.model_of(sys.argv[1:])))",
    ].join("\n");
    const extract = JSON.parse(readFileSync(new URL("service-model.json", fixtures), "utf8")) as Record<
      string,
      unknown
    >;
    const { code, stdout, stderr } = await run("python3", ["-c", print, ...Object.keys(extract)]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual(extract);
  });
});
