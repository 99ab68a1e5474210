import { Command, CommanderError } from "commander";
import { namingFlags } from "../failures/option-name.js";
import { packageVersion } from "../package/package-version.js";
import { completionSubcommand } from "./commands/completion-subcommand.js";
import { costSubcommand } from "./commands/cost-subcommand.js";
import { diffSubcommand } from "./commands/diff-subcommand.js";
import { doctorSubcommand } from "./commands/doctor-subcommand.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";
import { exportSubcommand } from "./commands/export-subcommand.js";
import { resumeSubcommand } from "./commands/resume-subcommand.js";
import type { Subcommand } from "./commands/subcommand.js";
import { statusSubcommand } from "./commands/status-subcommand.js";
import { viewsSubcommand } from "./commands/views-subcommand.js";
import { watchSubcommand } from "./commands/watch-subcommand.js";
import { workerSubcommand } from "./commands/worker-subcommand.js";
import { configOption } from "./config-option.js";
import { EXAMPLES } from "./examples.js";
import { refuseRepeated } from "./refuse-repeated.js";
import { say } from "./say.js";
import { isUsageError, UsageError } from "./usage-error.js";
import { withoutPasswords } from "./without-passwords.js";
import { warnOfRegions } from "./warn-of-regions.js";
import { withoutStackTrace } from "./without-stack-trace.js";

/**
 * Runs the command `rekognition-inventory`, for a program that wraps it.
 *
 * It acts on the whole process: it writes to `process.stdout` and `process.stderr`, listens to Ctrl-C while it runs,
 * and shows no stack traces to its user. If you have clients of your own, use {@link crawlTo} and {@link writeViews}.
 *
 * @example
 * ```ts
 * import { rekognitionInventory } from "@rekognition-rx/inventory";
 *
 * process.exitCode = await rekognitionInventory(["--region", "eu-west-1", "--out", "out"]);
 * ```
 *
 * @param args - what a user writes after the command's name.
 * @returns the exit code: 0 as asked; 1 nothing done, or something could not be written; 2 a mistake in `args`; 3
 * something could not be read, as `--fail-on` says, or is wrong (`doctor`); 4 something has changed
 * (`diff --exit-code`); 130, 143 or 129 after Ctrl-C, `SIGTERM` or `SIGHUP`. Never rejects.
 */
export function rekognitionInventory(args: readonly string[]): Promise<number> {
  return namingFlags(() => withoutStackTrace("rekognition-inventory", () => exitCodeOf(args)));
}

async function exitCodeOf(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    if (isUsageError(error) || isTargetOptionsError(error)) {
      say(withoutPasswords(error.message));
      return 2;
    }
    throw error;
  }
  return exitCode;
}

/** The definitions of the commands and their options. */
export function program(onExit: (exitCode: number) => void): Command {
  const command = configured(new Command("rekognition-inventory"))
    .description("Every Rekognition Custom Labels project, dataset and model of AWS accounts, as files.")
    .version(packageVersion())
    .addHelpText("after", EXAMPLES);
  for (const [name, define] of Object.entries(SUBCOMMANDS)) {
    const isDefault = name === BY_DEFAULT;
    const subcommand = configured(command.command(name, { isDefault }));
    if (isDefault) {
      // Commander gives a mistyped command to the default command, as an argument.
      subcommand.allowExcessArguments().hook("preAction", (_, { args }) => refuseUnknownCommand(args));
    }
    define(subcommand, onExit);
    if (subcommand.options.length > 0) {
      configOption(subcommand);
    }
    refuseRepeated(subcommand);
    warnOfRegions(subcommand);
  }
  return command;
}

const BY_DEFAULT = "export";

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  export: exportSubcommand,
  resume: resumeSubcommand,
  views: viewsSubcommand,
  diff: diffSubcommand,
  cost: costSubcommand,
  watch: watchSubcommand,
  doctor: doctorSubcommand,
  worker: workerSubcommand,
  status: statusSubcommand,
  completion: completionSubcommand(BY_DEFAULT),
};

function configured(command: Command): Command {
  return command
    .configureOutput({
      // The text repeats what was typed, which may have been pasted from anywhere.
      outputError: (text, write) =>
        write(
          withoutPasswords(text)
            .replace(/^error: /, "rekognition-inventory: ")
            .replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, " "),
        ),
    })
    .exitOverride();
}

function refuseUnknownCommand([name]: readonly string[]): void {
  if (name !== undefined) {
    const known = new Intl.ListFormat("en-GB").format(Object.keys(SUBCOMMANDS));
    throw new UsageError(`there is no command ${JSON.stringify(name)}; there are ${known}`);
  }
}
