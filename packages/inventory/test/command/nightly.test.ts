import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateProjectCommand } from "@aws-sdk/client-rekognition";
import type { EmulatorOptions } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";
import { clientOf } from "../support/client-of.js";
import { type CommandFolder, commandFolder, KEYS } from "../support/command-folder.js";
import { commandEnvironment } from "../support/run-command.js";
import { smallAccount } from "../support/small-account.js";

const BIN = fileURLToPath(new URL("../../bin/rekognition-inventory.js", import.meta.url));

/** The script of the README, as a user copies it. */
function script(): string {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  return /^```sh\n(#!\/bin\/sh\n[^]*?)^```$/m.exec(readme)?.[1] ?? expect.fail("the README has no script");
}

interface Night {
  readonly code: number | null;
  /** What was written to the terminal: cron would mail it. */
  readonly output: string;
  /** The subject and the text of the mail; `""` if none was sent. */
  readonly mail: string;
}

interface Nights {
  readonly folder: CommandFolder;
  readonly night: () => Promise<Night>;
}

/** A folder with the script of the README and options, and a `mail` that writes into a file. */
async function nights(options: EmulatorOptions, config: Readonly<Record<string, unknown>>): Promise<Nights> {
  const folder = await commandFolder(options);
  const { cwd, emulator } = folder;
  const mails = join(cwd, "mails");
  writeProgram(join(cwd, "nightly.sh"), script());
  writeProgram(
    join(cwd, "node_modules/.bin/rekognition-inventory"),
    `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`,
  );
  writeProgram(join(cwd, "bin/mail"), `#!/bin/sh\n{ echo "$@"; cat; } >> '${mails}'\n`);
  writeFileSync(join(cwd, "inventory.json"), JSON.stringify({ rate: 1_000, ...config }));
  const env = commandEnvironment(cwd, {
    ...KEYS,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL: emulator.url,
    PATH: `${join(cwd, "bin")}:${process.env["PATH"] ?? ""}`,
  });
  return {
    folder,
    night: async () => {
      rmSync(mails, { force: true });
      // From elsewhere, as cron does.
      const child = spawn(join(cwd, "nightly.sh"), { cwd: "/", env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
      const [code] = (await once(child, "close")) as [number | null];
      return { code, output, mail: existsSync(mails) ? readFileSync(mails, "utf8") : "" };
    },
  };
}

function writeProgram(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

const QUIET: Night = { code: 0, output: "", mail: "" };

test("the script for every night mails what has changed, what is missing and what failed, and nothing else", async () => {
  let denied: "everything" | "nothing" | "the other region" = "nothing";
  const { folder, night } = await nights(
    {
      accounts: [smallAccount, { ...smallAccount, region: "eu-west-1" }],
      // A project that is CREATING in one night and CREATED in the next has changed.
      transitions: 0,
      faults: ({ region }) =>
        denied === "everything" || (denied === "the other region" && region === "eu-west-1")
          ? { type: "exception", name: "AccessDeniedException" }
          : undefined,
    },
    { region: ["us-east-1", "eu-west-1"], keep: 7 },
  );
  const first = await night();
  expect(first).toEqual({ ...QUIET, mail: expect.stringMatching(NOTHING_BEFORE) as string });
  expect(await night()).toEqual(QUIET);

  using client = clientOf(folder);
  await client.send(new CreateProjectCommand({ ProjectName: "brand-new" }));
  const changed = await night();
  expect(changed).toEqual({ ...QUIET, mail: expect.stringContaining("+ brand-new\n") as string });
  expect(changed.mail).toMatch(/^-s Custom Labels: what has changed, and what is missing team@example\.com\n/);

  denied = "everything";
  const failed = await night();
  expect({ ...failed, mail: "" }).toEqual({ ...QUIET, code: 1 });
  expect(failed.mail).toMatch(/^-s Custom Labels: the export failed team@example\.com\n[^]*AWS denied/);
  // What changed the night before was mailed then.
  expect(failed.mail).not.toContain("brand-new");

  denied = "nothing";
  expect(await night()).toEqual(QUIET);

  denied = "the other region";
  await client.send(new CreateProjectCommand({ ProjectName: "newer" }));
  const missing = await night();
  expect({ ...missing, mail: "" }).toEqual({ ...QUIET, code: 3 });
  expect(missing.mail).toContain("not everything could be read; to ask again for what is missing: ");
  expect(missing.mail).toContain("+ newer\n");
  const unchanged = await night();
  expect({ ...unchanged, mail: "" }).toEqual({ ...QUIET, code: 3 });
  expect(unchanged.mail).toContain("No change was found.");
  expect(unchanged.mail).toMatch(/The newer run could not read this[^]*eu-west-1/);

  denied = "nothing";
  expect(await night()).toEqual(QUIET);
  expect(folder.journals()).toHaveLength(7);
});

test("the script mails what --fail-on counts, even if nothing changed and nothing is missing", async () => {
  const config = { region: ["us-east-1", "sa-east-1"], "fail-on": ["unsupported"] };
  const { night } = await nights({ account: smallAccount }, config);
  await night();
  const { code, output, mail } = await night();
  expect({ code, output }).toEqual({ code: 3, output: "" });
  expect(mail).toMatch(/unsupported DescribeProjects in 111122223333 sa-east-1[^]*No change was found\./);
});

test("the script ends with 2 and mails the sentence for a mistake in the file of options", async () => {
  const { night } = await nights({ account: smallAccount }, { depth: "everything" });
  const { code, output, mail } = await night();
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(mail).toMatch(/^-s Custom Labels: the export failed [^\n]+\n[^\n]*"depth" in inventory\.json is invalid/);
});

const NOTHING_BEFORE =
  /^-s Custom Labels: what has changed, and what is missing team@example\.com\nrekognition-inventory: there is no finished run before [^\n]+\n$/;
