import { type Command, InvalidArgumentError, type Option } from "commander";
import { type ConfigValue, configEntries } from "./config-file.js";
import { notEmpty } from "./options.js";
import { isUsageError, UsageError } from "./usage-error.js";
import { takesValue, traitsOf } from "./value-parser.js";

/**
 * Gives a command `--config FILE`: options from a file. The command line wins.
 *
 * One file serves all commands: each takes the options that it has, and ignores the others. If the first argument of a
 * command is a run, or the folder that a run wrote to, then `out` in the file stands for that argument, unless the
 * command line gives it. `out` does not say there where the files go: they would overwrite those of another run.
 */
export function configOption(command: Command): void {
  command
    .option(
      "--config <file>",
      "options by their long names, as JSON; the command line wins; relative paths are from the current folder",
      notEmpty,
    )
    .hook("preAction", async () => {
      const { [CONFIG]: path } = command.opts<{ readonly [CONFIG]?: string }>();
      if (path !== undefined) {
        await applyConfig(command, path);
      }
    });
}

const CONFIG = "config";

async function applyConfig(command: Command, path: string): Promise<void> {
  const own = new Map(command.options.map((option) => [option.name(), option]));
  const all = new Set(
    (command.parent?.commands ?? []).flatMap(({ options }) => options.map((option) => option.name())),
  );
  all.delete(CONFIG);
  for (const { key, line, value } of await configEntries(path)) {
    if (key === CONFIG) {
      throw new UsageError(`there is "config" in ${path}, and a file of options cannot name another; leave it out`);
    }
    if (!all.has(key)) {
      throw new UsageError(
        `there is no option ${shown(key)} (line ${line} of ${path}); the options are ${[...all].toSorted().join(", ")}`,
      );
    }
    const option = own.get(key);
    const read = option === undefined ? undefined : valueFor(option, value, path);
    if (key === "out" && takesRun(command)) {
      startIn(command, value);
    } else if (option !== undefined && !isSaidOnCommandLine(command, key)) {
      command.setOptionValueWithSource(option.attributeName(), read, "config");
    }
  }
}

/** Whether the command line has this option, or another one that answers the same question. */
function isSaidOnCommandLine(command: Command, name: string): boolean {
  const rivals = RIVALS.find((group) => group.includes(name)) ?? [name];
  return command.options
    .filter((option) => rivals.includes(option.name()))
    .some((option) => command.getOptionValueSource(option.attributeName()) === "cli");
}

/** Options that answer the same question: which accounts are read. */
const RIVALS: readonly (readonly string[])[] = [["accounts", "organization"]];

/** A key with other characters may be a value in the wrong place, such as a password. It is not repeated. */
function shown(key: string): string {
  return /^[\w-]{0,60}$/.test(key) ? JSON.stringify(key) : "of this name";
}

function valueFor(option: Option, value: ConfigValue, path: string): unknown {
  const place = `${JSON.stringify(option.name())} in ${path}`;
  if (value === false && !takesValue(option)) {
    throw new UsageError(`${place} is false, which is the default; leave it out`);
  }
  try {
    return takesValue(option) ? parsed(option, textsFor(option, value)) : flag(option, value);
  } catch (error) {
    if (error instanceof InvalidArgumentError || isUsageError(error)) {
      throw new UsageError(`${place} is invalid. ${error.message}`);
    }
    throw error;
  }
}

function flag({ negate }: Option, value: ConfigValue): boolean {
  if (value !== true) {
    throw new InvalidArgumentError("It takes true, or is left out.");
  }
  return !negate;
}

/** The texts that the command line would give, one after the other. */
function textsFor(option: Option, value: ConfigValue): readonly string[] {
  const { isList = false, isTable = false } = traitsOf(option);
  if (typeof value === "string") {
    return [value];
  }
  if (typeof value === "boolean") {
    throw new InvalidArgumentError(`It takes a value, and not ${value}.`);
  }
  if ("get" in value) {
    if (!isTable) {
      throw new InvalidArgumentError("It takes no object.");
    }
    return notNone([...value].map(([name, each]) => `${name}=${each}`));
  }
  if (!isList) {
    throw new InvalidArgumentError("It takes one value, and no list.");
  }
  return notNone(value);
}

function notNone(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) {
    throw new InvalidArgumentError("It is empty; leave it out.");
  }
  return texts;
}

function parsed({ parseArg }: Option, texts: readonly string[]): unknown {
  let value: unknown;
  for (const text of texts) {
    value = parseArg === undefined ? text : parseArg<unknown>(text, value);
  }
  return value;
}

/** Whether the first argument of a command is a run, or the folder that it wrote to. */
function takesRun({ registeredArguments: [first] }: Command): boolean {
  return first !== undefined && !first.required && first.argChoices === undefined;
}

function startIn(command: Command, folder: ConfigValue): void {
  // "-" is the standard output, and no folder.
  if (command.args.length === 0 && typeof folder === "string" && folder !== "" && folder !== "-") {
    command.processedArgs[0] = folder;
  }
}
