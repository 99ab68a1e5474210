import type { Option } from "commander";
import { describe, expect, test } from "vitest";
import { program } from "../../src/command/rekognition-inventory.js";
import { takesValue, traitsOf } from "../../src/command/value-parser.js";
import { calledWith } from "../support/called-with.js";

/** Two values that an option takes. */
function twoOf(option: Option): readonly [string, string] {
  const { known: [first = "1", second = "2"] = [] } = traitsOf(option);
  return option.name() === "endpoint-url" ? ["http://127.0.0.1:9", "http://127.0.0.1:10"] : [first, second];
}

const single = program(() => {}).commands.flatMap((command) =>
  command.options
    .filter((option) => takesValue(option) && traitsOf(option).isList !== true && traitsOf(option).isSecret !== true)
    .map((option) => [command.name(), option.name(), twoOf(option)] as const),
);

describe("an option that takes one value", () => {
  test.each(single)("is refused where it is given twice: %s --%s", async (command, name, [first, second]) => {
    expect(await calledWith([command, `--${name}`, first, `--${name}=${second}`])).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: --${name} was given twice, as "${first}" and "${second}"; it takes one value\n`,
    });
  });

  test("is refused where both values are the same, without a command, and however often", async () => {
    const { code, stderr } = await calledWith(["--out", "a", "--out", "a", "--out", "c"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rekognition-inventory: --out was given twice, as "a" and "a"; it takes one value\n',
    });
  });

  test("is not repeated where it may have a password", async () => {
    const first = "postgres://me:CANARY@host/a";
    expect(await calledWith(["--to", first, "--to", "postgres://me:CANARY@host/b"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "rekognition-inventory: --to was given twice; it takes one value\n",
    });
  });

  test("is said to be bad before it is said to be there twice", async () => {
    const { stderr } = await calledWith(["--rate", "1", "--rate", "x"]);
    expect(stderr).toMatch(/^rekognition-inventory: option '--rate <n>' argument 'x' is invalid\. /);
  });
});

describe("an option that takes a list, and a flag", () => {
  test.each([
    [["--profile", "a", "--profile", "b,c"]],
    [["--region", "eu-west-1", "--region", "us-east-1"]],
    [["--depth", "versions", "--depth", "usage"]],
    [["--format", "csv", "--format", "html"]],
    [["--fail-on", "denied", "--fail-on", "failed"]],
    [["--format", "html", "--price", "eu-west-1=4", "--price", "us-east-1=4"]],
    [["--quiet", "--quiet", "--csv-plain", "--csv-plain"]],
  ])("may be given twice: %j", async (args) => {
    // What is refused is a file that is not there, and so after all options were read.
    const { stderr } = await calledWith([...args, "--config", "there-is-none.json"]);
    expect(stderr).toMatch(/^rekognition-inventory: cannot read there-is-none\.json: /);
  });
});
