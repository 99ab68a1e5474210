import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configEntries } from "../../src/command/config-file.js";
import { UsageError } from "../../src/command/usage-error.js";
import { temporaryFolder } from "../support/temporary-folder.js";

function fileOf(content: string | Uint8Array): string {
  const path = join(temporaryFolder(), "config.json");
  writeFileSync(path, content);
  return path;
}

describe("a file of options", () => {
  test("has texts, numbers as they are written, flags, lists and tables", async () => {
    const path = fileOf(
      '\uFEFF{"out": "a b",\r\n"rate": 5.0, "external-id": 12345678901234567890,\n"quiet": true, "region": ["eu-west-1", "us-east-1"], "price": {"eu-west-1": 4.5, "us-east-1": "4"}, "__proto__": "x"}',
    );
    expect(await configEntries(path)).toEqual([
      { key: "out", line: 1, value: "a b" },
      { key: "rate", line: 2, value: "5.0" },
      { key: "external-id", line: 2, value: "12345678901234567890" },
      { key: "quiet", line: 3, value: true },
      { key: "region", line: 3, value: ["eu-west-1", "us-east-1"] },
      {
        key: "price",
        line: 3,
        value: new Map([
          ["eu-west-1", "4.5"],
          ["us-east-1", "4"],
        ]),
      },
      { key: "__proto__", line: 3, value: "x" },
    ]);
  });

  test("may be empty of options", async () => {
    expect(await configEntries(fileOf("{}"))).toEqual([]);
  });

  const rule = "JSON has its names in double quotes, no comments, and no comma after the last value";
  const taken = "An option takes a text, a number, true, a list of texts, or, for prices, an object of numbers.";
  test.each<[string, string | Uint8Array, string]>([
    ["nothing", "", `FILE is no JSON at line 1, column 1; ${rule}`],
    ["half an object", '{\n  "to": "CANARY"', `FILE is no JSON at line 2, column 17; ${rule}`],
    ["a text that does not end", '{\n  "to": "CANARY', `FILE is no JSON at line 2, column 16; ${rule}`],
    ["a comment", '{\n  // CANARY\n  "to": "x"}', `FILE is no JSON at line 2, column 3; ${rule}`],
    ["a comma too many", '{"to": "CANARY",}', `FILE is no JSON at line 1, column 17; ${rule}`],
    ["names without quotes", "{CANARY: 1}", `FILE is no JSON at line 1, column 2; ${rule}`],
    ["two objects", "{} {}", `FILE is no JSON at line 1, column 4; ${rule}`],
    ["another format", "to: CANARY\n", `FILE is no JSON at line 1, column 1; ${rule}`],
    ["UTF-16", Buffer.from('\uFEFF{"quiet": true}', "utf16le"), "FILE is no text in UTF-8; save it as such"],
    ["a list", '["CANARY"]', 'FILE has no object of options in it, such as {"region": ["eu-west-1"]}'],
    ["a text", '"CANARY"', 'FILE has no object of options in it, such as {"region": ["eu-west-1"]}'],
    ["null", "null", 'FILE has no object of options in it, such as {"region": ["eu-west-1"]}'],
    [
      "a key twice",
      '{"to": "CANARY",\n"quiet": true,\n"to": "env"}',
      '"to" is there twice in FILE, in the lines 1 and 3; give it once',
    ],
    [
      "a key twice, once with an escape",
      '{"to": "CANARY", "t\\u006f": "env"}',
      '"to" is there twice in FILE, in the lines 1 and 1; give it once',
    ],
    [
      "a price twice",
      '{"price": {"eu-west-1": 4, "eu-west-1": 5}}',
      '"eu-west-1" is there twice in FILE, in the lines 1 and 1; give it once',
    ],
    ["null for an option", '{"to": null}', `"to" in FILE is invalid. ${taken}`],
    ["a list of numbers", '{"region": [1, 2]}', `"region" in FILE is invalid. ${taken}`],
    ["a list in a list", '{"region": [["CANARY"]]}', `"region" in FILE is invalid. ${taken}`],
    ["an object in an object", '{"price": {"eu-west-1": {"usd": 4}}}', `"price" in FILE is invalid. ${taken}`],
  ])("with %s is refused by a sentence that repeats no value", async (_, content, sentence) => {
    const path = fileOf(content);
    await expect(configEntries(path)).rejects.toThrow(new UsageError(sentence.replace("FILE", path)));
  });

  test("is refused where a parser gives up", async () => {
    const path = fileOf("[".repeat(1_000_000));
    await expect(configEntries(path)).rejects.toThrow(UsageError);
  });

  test("that is not there, or a folder, is called that", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "folder"));
    await expect(configEntries(join(folder, "none.json"))).rejects.toThrow(
      new UsageError(`cannot read ${folder}/none.json: there is no such file; give a JSON file with --config`),
    );
    await expect(configEntries(join(folder, "folder"))).rejects.toThrow(
      new UsageError(`cannot read ${folder}/folder: it is a folder; give a JSON file with --config`),
    );
  });
});
