import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { createEmulator } from "../server/create-emulator.js";
import type { Emulator } from "../server/emulator.js";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import type { FaultSpec } from "../faults/fault-spec.js";
import type { AccountSeed } from "../seed/account-seed.js";
import { loadSeed } from "../seed/seed-file.js";
import { readTextFile } from "../seed/read-text-file.js";
import { lifelikeAccount } from "../seed/lifelike-account.js";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../account/account-region.js";
import { QUOTA_NAMES, type Quotas } from "../account/quotas.js";

/**
 * The command `rekognition-emulator`: an emulator with a lifelike account or a seed file, until SIGINT or SIGTERM.
 *
 * The first line of its output is only the URL; it is printed once the server accepts connections.
 *
 * @param argv as in `process.argv`
 */
export async function rekognitionEmulator(argv: readonly string[]): Promise<void> {
  // A reader may stop early (`| head -1`): that is not an error.
  process.stdout.on("error", ignore);
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.stderr.write(`rekognition-emulator: ${reason(error)}\n`);
    process.exitCode = 1;
  }
}

interface Options {
  readonly port: number;
  readonly host: string;
  readonly region: string;
  readonly seed: number | string;
  readonly projects: number;
  readonly quota: Quotas;
  readonly rate?: number;
  readonly burst?: number;
  readonly latency: number;
  readonly faults?: string;
  readonly manifests?: string;
  readonly transitions?: number;
}

function program(): Command {
  return new Command("rekognition-emulator")
    .description(
      "A local server that speaks the wire protocol of Amazon Rekognition. It holds a made-up account, or what a seed file says.",
    )
    .version(version())
    .option("--port <n>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option(
      "--region <name>",
      "region of the made-up account, and of accounts in a seed file that name none",
      regionName,
      DEFAULT_REGION,
    )
    .option("--seed <file|n>", "a seed file, or a number: each number makes up another account", seedOption, 1)
    .option("--projects <n>", "how many projects the made-up account has", wholeNumber(0, 1_000_000), 60)
    .option(
      "--quota <name=n>",
      `how much an account may have; name is one of ${QUOTA_NAMES.join(", ")}`,
      quotaOption,
      {},
    )
    .option(
      "--rate <n>",
      "requests per second, for each operation, account and region (default: no limit)",
      number(0.001),
    )
    .option("--burst <n>", "requests that pass at once after a pause (default: the rate)", number(1))
    .option("--latency <ms>", "milliseconds before each answer", number(0), 0)
    .option("--faults <file|json>", "fault rules: a JSON file, or the JSON itself")
    .option("--manifests <folder>", "folder that replaces S3: s3://BUCKET/KEY is the file BUCKET/KEY in it")
    .option("--transitions <ms>", "milliseconds that each change of a status takes (default: 0 to 5000)", number(0))
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, "rekognition-emulator: ")),
    })
    .exitOverride()
    .action(serve);
}

async function serve(options: Options): Promise<void> {
  const { port, host, region, seed, projects, quota, latency, manifests, transitions } = options;
  const seeded =
    typeof seed === "string"
      ? inRegion(loadSeed(seed), region)
      : { accounts: [lifelikeAccount({ seed, projects, region })] };
  const emulator = await createEmulator({
    ...seeded,
    port,
    host,
    latency,
    transitions,
    quotas: quota,
    faults: options.faults === undefined ? undefined : faultSpecs(options.faults),
    ...(manifests === undefined ? {} : { manifests }),
    throttle: throttle(options),
  });
  const [first] = seeded.accounts;
  const here = { accountId: first?.accountId ?? DEFAULT_ACCOUNT_ID, region: first?.region ?? region };
  const credentials = "credentials" in seeded ? seeded.credentials : undefined;
  stopOnSignal(emulator);
  // In one piece, so that nothing is half-written when a reader stops after the first line.
  process.stdout.write(
    [
      emulator.url,
      "",
      `${contents(emulator, seeded.accounts, region)}. ${
        credentials === undefined ? "Any credentials are accepted" : "Only the credentials of the seed are accepted"
      }; set these variables to use the emulator:`,
      // All services that an inventory calls, and no other.
      ...["REKOGNITION", "STS", "ORGANIZATIONS", "CLOUDWATCH"].map(
        (service) => `export AWS_ENDPOINT_URL_${service}=${emulator.url}`,
      ),
      `export AWS_REGION=${here.region}`,
      // boto3 and version 1 of the AWS CLI know only this one.
      `export AWS_DEFAULT_REGION=${here.region}`,
      ...(credentials === undefined
        ? [
            // An access key id of twelve digits belongs to the account of that id.
            `export AWS_ACCESS_KEY_ID=${here.accountId === DEFAULT_ACCOUNT_ID ? "emulator" : here.accountId}`,
            "export AWS_SECRET_ACCESS_KEY=emulator",
          ]
        : exportsOf(credentials, here.accountId)),
      "",
    ].join("\n"),
  );
}

/** A seed whose accounts that name no region are in this one. */
function inRegion<Seed extends { readonly accounts: readonly AccountSeed[] }>(seed: Seed, region: string): Seed {
  return { ...seed, accounts: seed.accounts.map((account) => ({ ...account, region: account.region ?? region })) };
}

/** How many projects there are, and where. */
function contents(emulator: Emulator, accounts: readonly AccountSeed[], region: string): string {
  const places = new Map(
    accounts.map((account) => {
      const place = { accountId: account.accountId ?? DEFAULT_ACCOUNT_ID, region: account.region ?? region };
      return [`${place.accountId} ${place.region}`, place];
    }),
  );
  const projects = [...places.values()].reduce((sum, place) => sum + emulator.projects(place).size, 0);
  const where = places.size === 1 ? (accounts[0]?.region ?? region) : `${places.size} accounts and regions`;
  return `${projects} project${projects === 1 ? "" : "s"} in ${where}`;
}

/** The first credentials of an account, or the first of all if it has none. */
function exportsOf(credentials: readonly EmulatorCredentials[], accountId: string): readonly string[] {
  const mine = credentials.find((each) => each.accountId === accountId) ?? credentials[0];
  if (mine === undefined) {
    return [];
  }
  const { accessKeyId, secretAccessKey, sessionToken } = mine;
  return [
    `export AWS_ACCESS_KEY_ID=${quoted(accessKeyId)}`,
    `export AWS_SECRET_ACCESS_KEY=${quoted(secretAccessKey)}`,
    ...(sessionToken === undefined ? [] : [`export AWS_SESSION_TOKEN=${quoted(sessionToken)}`]),
  ];
}

/** A word that a shell reads as it is: quoted if necessary. */
function quoted(word: string): string {
  return /^[\w.:/=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Adds a quota. If a quota is given twice, the later one counts. */
function quotaOption(text: string, quotas: Quotas): Quotas {
  const [, name = "", count = ""] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (!isQuotaName(name)) {
    throw new InvalidArgumentError(`It must be NAME=NUMBER, with one of ${QUOTA_NAMES.join(", ")}.`);
  }
  return { ...quotas, [name]: wholeNumber(0)(count) };
}

function isQuotaName(name: string): name is keyof Quotas {
  return QUOTA_NAMES.some((each) => each === name);
}

/** A number is the seed of a made-up account; anything else is a file. */
function seedOption(text: string): number | string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    return text;
  }
  return wholeNumber(Number.MIN_SAFE_INTEGER)(text);
}

/** Rules in JSON, or from the file that is named. The emulator checks later whether they are valid. */
function faultSpecs(text: string): readonly FaultSpec[] {
  const isJson = /^\s*[[{]/.test(text);
  const json = isJson ? text : readTextFile(text);
  try {
    const specs: unknown = JSON.parse(json);
    return (Array.isArray(specs) ? specs : [specs]) as readonly FaultSpec[];
  } catch (error) {
    throw new Error(`${isJson ? "--faults" : text}: ${reason(error)}`, { cause: error });
  }
}

function throttle({ rate, burst }: Options): { readonly ratePerSecond: number; readonly burst: number } | undefined {
  if (rate !== undefined) {
    return { ratePerSecond: rate, burst: burst ?? Math.max(1, rate) };
  }
  if (burst !== undefined) {
    throw new Error("--burst does nothing without --rate; give both");
  }
  return undefined;
}

function stopOnSignal(emulator: Emulator): void {
  const stop = (): void => {
    // A second signal ends the process at once.
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    void emulator.close();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value) || value < min || value > max) {
      const range =
        min === Number.MIN_SAFE_INTEGER
          ? ""
          : max === Number.MAX_SAFE_INTEGER
            ? `, ${min} or more`
            : ` from ${min} to ${max}`;
      throw new InvalidArgumentError(`It must be a whole number${range}.`);
    }
    return value;
  };
}

function number(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value < min) {
      throw new InvalidArgumentError(`It must be a number, ${min} or more.`);
    }
    return value;
  };
}

function regionName(text: string): string {
  if (!/^[a-z\d-]+$/.test(text)) {
    throw new InvalidArgumentError("It must be a region, such as eu-west-1.");
  }
  return text;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code, address, port, path } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === "EADDRINUSE") {
    return `port ${port} on ${address} is in use; choose another with --port, or --port 0 for any free one`;
  }
  if (code === "ENOENT") {
    return `there is no file ${path ?? "of that name"}`;
  }
  if (code === "EISDIR") {
    return `${path ?? "that"} is a folder; name a file`;
  }
  if (code === "EACCES" && port !== undefined) {
    return `this user is not allowed to open port ${port} on ${address}; choose a port above 1023 with --port`;
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `this machine has no address ${address ?? "of that name"} to listen on; choose another with --host`;
  }
  return error.message;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}

function ignore(): void {}
