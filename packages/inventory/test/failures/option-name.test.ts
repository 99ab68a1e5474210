import { describe, expect, test } from "vitest";
import { program } from "../../src/command/rekognition-inventory.js";
import { type NamedOption, namingFlags, optionName } from "../../src/failures/option-name.js";

const OPTIONS: readonly NamedOption[] = [
  "accounts",
  "accountsFile",
  "credentials",
  "depth",
  "endpoint",
  "endpointUrl",
  "externalId",
  "organization",
  "profiles",
  "region",
  "regions",
  "requestTimeout",
  "roleName",
];

describe("optionName", () => {
  test("is the member of the options, unless a command is running", async () => {
    expect(optionName("roleName")).toBe("`roleName`");
    expect(await namingFlags(() => Promise.resolve(optionName("roleName")))).toBe("--role-name");
    expect(optionName("roleName")).toBe("`roleName`");
  });

  test("is the flag as long as one of several commands is running, also if another one has failed", async () => {
    let end: (() => void) | undefined;
    const running = namingFlags(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await expect(namingFlags(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(optionName("regions")).toBe("--region");
    end?.();
    await running;
    expect(optionName("regions")).toBe("`regions`");
  });

  test.each(OPTIONS)("is a flag that export has, for %s", async (option) => {
    const { commands } = program(() => {});
    const flags = commands.find((command) => command.name() === "export")?.options.map(({ long }) => long);
    expect(flags).toContain(await namingFlags(() => Promise.resolve(optionName(option))));
  });
});
