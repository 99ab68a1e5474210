import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { program } from "../../src/command/rekognition-inventory.js";
import { takesValue } from "../../src/command/value-parser.js";
import { calledWith } from "../support/called-with.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** A value that an option refuses, and why; `isAlone` where the sentence is not after the value, which may be a secret. */
interface BadValue {
  readonly value: string;
  readonly why: string;
  readonly isAlone?: boolean;
}

const EMPTY = [{ value: "", why: "It must not be empty." }];

const SECONDS = ["soon", "0", "-1", "1e3", "2000001"].map((value) => ({
  value,
  why: `It must be a number of seconds above 0, and at most 2000000, not "${value}".`,
}));

const WHOLE_NUMBERS = ["0", "1.5", "-1", "1001", "many"].map((value) => ({
  value,
  why: `It must be a whole number from 1 to 1000, not "${value}".`,
}));

/** By the long name of the option: it refuses the same in each command that has it. */
const BAD_VALUES: Readonly<Record<string, readonly BadValue[]>> = {
  accounts: [...EMPTY, { value: " ", why: "It must not be empty." }],
  concurrency: WHOLE_NUMBERS,
  config: EMPTY,
  depth: ["everything", "", "projects,"].map((value) => ({
    value,
    why: `It takes projects, datasets, versions, usage, policies, entries, all, and not "${value.split(",").at(-1)}".`,
  })),
  "endpoint-url": [
    { value: "localhost:80", why: "It must be a URL such as http://127.0.0.1:4566." },
    ...["ftp://me:CANARY@host", "me:CANARY@host"].map((value) => ({
      value,
      why: "--endpoint-url must be a URL such as http://127.0.0.1:4566, without a user or a password",
      isAlone: true,
    })),
    {
      value: "http://me:CANARY@127.0.0.1:9",
      why: "--endpoint-url must not have a user or a password in it: it is written into the journal",
      isAlone: true,
    },
  ],
  every: SECONDS,
  "external-id": EMPTY,
  "fail-on": [
    {
      value: "always",
      why: 'It takes partial, denied, unsupported, throttled, failed, gone, not-ready, unfinished, no-credentials, suspended, closed, invalid, never, and not "always".',
    },
  ],
  format: [{ value: "csv,xlsx", why: 'It takes ndjson, csv, parquet, html, and not "xlsx".' }],
  journal: EMPTY,
  keep: WHOLE_NUMBERS,
  "log-level": [{ value: "loud", why: 'It takes debug, info, warn, error, silent, and not "loud".' }],
  out: EMPTY,
  policy: [{ value: "everything", why: 'It takes read, assume, trust, and not "everything".' }],
  price: ["eu-west-1", "eu-west-1=", "eu-west-1=-1", "eu-west-1=1e9", "here=4", "eu-west-1=4;us-east-1=4"].map(
    (value) => ({
      value,
      why: `It takes a region and the USD of an inference unit for an hour, such as eu-west-1=4.5, and not "${value}".`,
    }),
  ),
  profile: [...EMPTY, { value: "a,", why: "It must not be empty." }],
  rate: ["0", "fast", "-1", "10001"].map((value) => ({
    value,
    why: `It must be a number of requests a second above 0, and at most 10000, not "${value}".`,
  })),
  region: ["eu west 1", "", "EU-WEST-1", "eu-west-1,"].map((value) => ({
    value,
    why: `It takes AWS regions such as eu-west-1, or all, and not "${value.split(",").at(-1)}".`,
  })),
  "request-timeout": SECONDS,
  "role-name": EMPTY,
  run: EMPTY,
  sweep: ["mysql://me:CANARY@host/db", "me:CANARY@host", "embed", ""].map((value) => ({
    value,
    why: "--sweep takes a URL such as postgres://user@host/database, env for the one that is in DATABASE_URL, or embedded",
    isAlone: true,
  })),
  tables: [
    {
      value: "models",
      why: 'It takes projects, datasets, versions, policies, labels, entries, tags, all, and not "models".',
    },
  ],
  timeout: SECONDS,
  to: ["mysql://me:CANARY@host/db", "me:CANARY@host", ""].map((value) => ({
    value,
    why: "--to takes a URL such as postgres://user@host/database, or env for the one that is in DATABASE_URL",
    isAlone: true,
  })),
};

const options = program(() => {}).commands.flatMap((command) =>
  command.options.filter(takesValue).map((option) => ({ command: command.name(), option })),
);

const calls = options.flatMap(({ command, option }) =>
  (BAD_VALUES[option.name()] ?? []).map(
    (bad) => [`${command} --${option.name()} ${JSON.stringify(bad.value)}`, { command, option, bad }] as const,
  ),
);

describe("a bad value", () => {
  test("is known of each option of each command", () => {
    expect(options.length).toBeGreaterThan(20);
    const unknown = options.filter(({ option }) => (BAD_VALUES[option.name()] ?? []).length === 0);
    expect(unknown.map(({ command, option }) => `${command} --${option.name()}`)).toEqual([]);
  });

  test.each(calls)("is one sentence, and ends with 2: %s", async (_, { command, option, bad }) => {
    const { value, why, isAlone = false } = bad;
    const sentence = isAlone ? why : `option '${option.flags}' argument '${value}' is invalid. ${why}`;
    expect(await calledWith([command, `--${option.name()}=${value}`])).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: ${sentence}\n`,
    });
  });

  test.each(calls.filter(([, { option }]) => option.name() !== "config"))(
    "is the same sentence with the file and the key: %s",
    async (_, { command, option, bad }) => {
      const path = join(temporaryFolder(), "config.json");
      writeFileSync(path, JSON.stringify({ [option.name()]: bad.value }));
      expect(await calledWith([command, "--config", path])).toEqual({
        code: 2,
        stdout: "",
        stderr: `rekognition-inventory: "${option.name()}" in ${path} is invalid. ${bad.why}\n`,
      });
    },
  );
});
