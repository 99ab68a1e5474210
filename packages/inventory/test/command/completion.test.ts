import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { program } from "../../src/command/rekognition-inventory.js";
import { DEPTHS } from "../../src/crawl/depth.js";
import { customLabelsRegions } from "../../src/failures/custom-labels-regions.js";
import { VIEW_FORMATS } from "../../src/views/write-views.js";
import { calledWith } from "../support/called-with.js";
import { bash, fish, type Shell, zsh } from "../support/completed-by-shell.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const SHELLS = [bash, zsh, fish];

const optionsOf = (name: string): readonly string[] => [
  ...(program(() => {})
    .commands.find((command) => command.name() === name)
    ?.options.map(({ long }) => String(long)) ?? []),
  "--help",
];

const names = [...program(() => {}).commands.map((command) => command.name()), "help"];
const depths = [...DEPTHS, "all"];
const profiles = ["$(touch${IFS}ran)", "`touch${IFS}ran`", "default", "home-1", "keys", "work"];

/** What is offered at the end of a line; in any order. */
const OFFERED: readonly (readonly [string, readonly string[]])[] = [
  ["", names],
  ["re", ["resume"]],
  ["--", [...optionsOf("export"), "--version"]],
  ["export --", optionsOf("export")],
  ["resume --", optionsOf("resume")],
  ["views --", optionsOf("views")],
  ["--region eu-west-1 --dep", ["--depth"]],
  ["resume --dep", []],
  ["--depth ", depths],
  ["--depth ver", ["versions"]],
  ["--depth=ver", ["versions"]],
  ["--depth versions,", depths.filter((depth) => depth !== "versions")],
  ["--depth versions,usage,po", ["policies"]],
  ["--depth=versions,usage,po", ["policies"]],
  ["export --quiet --depth=versions,us", ["usage"]],
  ["--region ", [...customLabelsRegions, "all"]],
  ["--region eu-west-1,eu-c", ["eu-central-1"]],
  ["--region eu-west-1 --region us-e", ["us-east-1", "us-east-2"]],
  ["views --format ", VIEW_FORMATS],
  ["views --fail-on denied,thr", ["throttled"]],
  ["--profile ", profiles],
  ["--profile wo", ["work"]],
  ["--profile=wo", ["work"]],
  ["--profile work,ho", ["home-1"]],
  ["--profile work,keys,", profiles.filter((profile) => profile !== "work" && profile !== "keys")],
  ["--accounts ", ["a-file", "a-folder"]],
  ["--accounts=a-fi", ["a-file"]],
  ["--config a-f", ["a-file", "a-folder"]],
  ["--out ", ["a-folder"]],
  ["views --out=a-", ["a-folder"]],
  ["resume ", ["a-file", "a-folder"]],
  ["views --quiet a-fo", ["a-folder"]],
  ["--rate ", []],
  ["--role-name ", []],
  ["completion ", ["bash", "fish", "zsh"]],
  ["completion z", ["zsh"]],
  ["help vi", ["views"]],
];

for (const shell of SHELLS.filter(({ isThere }) => !isThere)) {
  console.warn(`completion: ${shell.name} is missing, so its tests are skipped; apt-get install ${shell.name}`);
}

describe("a script of completion", () => {
  test.runIf(bash.isThere)("completes in bash", async () => {
    expect(await completedIn(bash)).toEqual(expectedIn(bash));
  });

  test.runIf(zsh.isThere)("completes in zsh", async () => {
    expect(await completedIn(zsh)).toEqual(expectedIn(zsh));
  });

  test.runIf(fish.isThere)("completes in fish", async () => {
    expect(await completedIn(fish)).toEqual(expectedIn(fish));
  });

  test("has each option of each command", async () => {
    for (const { name } of SHELLS) {
      const { stdout } = await calledWith(["completion", name]);
      for (const option of program(() => {}).commands.flatMap((command) => command.options)) {
        expect(stdout).toContain(name === "fish" ? ` -l ${option.name()} ` : `--${option.name()}`);
      }
    }
  });
});

/** What is offered at the end of each line, and whether anything was run that is only a name. */
async function completedIn(shell: Shell): Promise<unknown> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "a-folder"));
  writeFileSync(join(cwd, "a-file"), "");
  mkdirSync(join(cwd, ".aws"));
  const sections = ["default", "profile work", "profile  home-1 ", "sso-session corp", "profile $(touch${IFS}ran)"];
  writeFileSync(join(cwd, ".aws/config"), sections.map((section) => `[${section}]\nregion = eu-west-1\n`).join("\n"));
  const keys = join(cwd, ".aws/elsewhere");
  writeFileSync(keys, "[keys]\n[work]\n[`touch${IFS}ran`]\n[red\u001B]\n");

  const { stdout: script } = await calledWith(["completion", shell.name]);
  const lines = OFFERED.map(([line]) => `rekognition-inventory ${line}`);
  const completed = shell.completed(script, lines, { cwd, env: { AWS_SHARED_CREDENTIALS_FILE: keys } });
  return {
    offered: Object.fromEntries(OFFERED.map(([line], at) => [line, completed[at]])),
    isRun: existsSync(join(cwd, "ran")),
  };
}

/** Bash does not quote what it is given: a name is offered as it has to be written. */
function expectedIn({ name }: Shell): unknown {
  const written = (word: string): string => (name === "bash" ? word.replaceAll(/[$(){}`]/g, String.raw`\$&`) : word);
  return {
    offered: Object.fromEntries(OFFERED.map(([line, words]) => [line, words.map(written).toSorted()])),
    isRun: false,
  };
}

describe("completion", () => {
  test("without a shell says which there are", async () => {
    expect(await calledWith(["completion"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "rekognition-inventory: completion takes the name of a shell: bash, zsh or fish, such as in: source <(rekognition-inventory completion bash)\n",
    });
  });

  test.each(["powershell", "", "constructor", "__proto__"])("of the shell %j says which there are", async (shell) => {
    expect(await calledWith(["completion", shell])).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: command-argument value '${shell}' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n`,
    });
  });
});
