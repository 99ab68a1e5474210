import type { Argument, Command, Option } from "commander";
import { takesValue, traitsOf } from "../value-parser.js";

/** What a shell completes: read from commander's definitions. */
export interface CompletedProgram {
  readonly name: string;
  /** The command that runs if none is named. */
  readonly byDefault: string;
  readonly commands: readonly CompletedCommand[];
  /** Options that can stand before a command, and only there. */
  readonly options: readonly CompletedOption[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** In their order. */
  readonly arguments: readonly CompletedValue[];
}

export interface CompletedOption {
  /** Without dashes. */
  readonly name: string;
  readonly description: string;
  readonly isList: boolean;
  /** `undefined` for a flag. */
  readonly value: CompletedValue | undefined;
}

/** What a value may be. For `Anything` there is nothing to propose. */
export type CompletedValue =
  | { readonly _tag: "Words"; readonly words: readonly string[] }
  | { readonly _tag: "Profiles" }
  | { readonly _tag: "Files" }
  | { readonly _tag: "Folders" }
  | { readonly _tag: "Anything" };

export function completedProgram(program: Command, byDefault: string): CompletedProgram {
  const help = program.createHelp();
  const names = help.visibleCommands(program).map((command) => command.name());
  return {
    name: program.name(),
    byDefault,
    options: program.options.map(completedOption),
    commands: help.visibleCommands(program).map((command) => ({
      name: command.name(),
      description: command.description(),
      options: help.visibleOptions(command).map(completedOption),
      arguments: command.registeredArguments.map((argument) => completedArgument(argument, names)),
    })),
  };
}

function completedOption(option: Option): CompletedOption {
  return {
    name: option.name(),
    description: option.description,
    isList: traitsOf(option).isList === true,
    value: takesValue(option) ? completedValue(option) : undefined,
  };
}

function completedValue(option: Option): CompletedValue {
  const { known, isProfile = false } = traitsOf(option);
  if (known !== undefined) {
    return { _tag: "Words", words: known };
  }
  if (isProfile) {
    return { _tag: "Profiles" };
  }
  // The placeholder decides, as in the help: `--out <folder>`.
  const { [option.flags.split(/[<[]/)[1] ?? ""]: tag = "Anything" } = PATHS;
  return { _tag: tag };
}

const PATHS: Readonly<Record<string, "Files" | "Folders">> = { "file>": "Files", "folder>": "Folders" };

/** @param commands - the words that `help` takes. */
function completedArgument(argument: Argument, commands: readonly string[]): CompletedValue {
  const words = argument.name() === "command" ? commands : argument.argChoices;
  return words === undefined ? { _tag: "Files" } : { _tag: "Words", words };
}
