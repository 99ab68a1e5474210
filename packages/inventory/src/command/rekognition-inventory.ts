import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { awsClient, type AwsClientOptions } from "./aws-client.js";
import { runInventory } from "./run-inventory.js";
import { withoutStackTrace } from "./without-stack-trace.js";

/**
 * The command `rekognition-inventory`, for a program that stands before it.
 *
 * It is about a process: it writes to `process.stdout` and `process.stderr`, listens to Ctrl-C while it runs,
 * and keeps stack traces from its user. {@link runInventory} is for a client and streams of your own.
 *
 * @example
 * ```ts
 * import { rekognitionInventory } from "@rekognition-rx/inventory";
 *
 * process.exitCode = await rekognitionInventory(["--region", "eu-west-1", "--out", "out"]);
 * ```
 *
 * @param args - what a user writes behind the command's name.
 * @returns the exit code: 0, 1 for a failure, 2 for a mistake in `args`, 130 after Ctrl-C. Never rejects.
 */
export function rekognitionInventory(args: readonly string[]): Promise<number> {
  return withoutStackTrace("rekognition-inventory", async () => {
    let exitCode = 0;
    const program = command().action(async ({ out, ...where }: Options) => {
      const client = awsClient(where);
      exitCode = await runInventory({ client, out });
      client.destroy();
    });
    try {
      await program.parseAsync(args, { from: "user" });
    } catch (error) {
      if (error instanceof CommanderError) {
        return error.exitCode === 0 ? 0 : 2;
      }
      throw error;
    }
    return exitCode;
  });
}

interface Options extends AwsClientOptions {
  readonly out: string;
}

function command(): Command {
  return new Command("rekognition-inventory")
    .description("Writes every Rekognition Custom Labels project and dataset of an AWS account and region to files.")
    .version(version())
    .option("--profile <name>", "profile of the AWS configuration (default: the usual AWS environment)", notEmpty)
    .option("--region <name>", "AWS region (default: the profile's, or AWS_REGION)", notEmpty)
    .option("--out <folder>", "where the files go", notEmpty, "out")
    .option("--endpoint-url <url>", "another server than AWS's", httpUrl)
    .addHelpText(
      "after",
      "\nWrites inventory.ndjson and inventory.csv: one row a dataset, and one for a project without.\n" +
        "Needs the permission rekognition:DescribeProjects, and no other.",
    )
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, "rekognition-inventory: ")),
    })
    .exitOverride();
}

function notEmpty(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError("It must be a URL such as http://127.0.0.1:4566.");
  }
  return text;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}
