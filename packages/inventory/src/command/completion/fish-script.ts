import { AWS_PROFILES } from "./aws-profiles.js";
import type { CompletedOption, CompletedProgram, CompletedValue } from "./completed-program.js";

/** The completion for fish, to be sourced, or to be saved in `~/.config/fish/completions`. */
export function fishScript({ name, byDefault, commands, options }: CompletedProgram): string {
  const f = `__${name.replaceAll("-", "_")}`;
  const complete = (condition: string, what: string): string => `complete -c ${name} -n '${f}_${condition}' ${what}`;
  return `# Completion of ${name} for fish; in ~/.config/fish/config.fish: ${name} completion fish | source

function ${f}_is_first
    test (count (commandline -opc)) -eq 1
end

function ${f}_is
    set -l words (commandline -opc)
    set -l command ${byDefault}
    if contains -- "$words[2]" ${commands.map((command) => command.name).join(" ")}
        set command $words[2]
    end
    test $command = $argv[1]
end

# What is left of a list, after what is there of it.
function ${f}_list
    set -l given (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r '.*,')
    for each in $argv
        string match -q -- "*,$each,*" ",$given"; or echo "$given$each"
    end
end

function ${f}_profiles
    ${f}_list (sh -c ${quoted(AWS_PROFILES)} | sort -u)
end

complete -c ${name} -f
${commands.map((command) => complete("is_first", `-a ${command.name} -d ${quoted(command.description)}`)).join("\n")}
${options.map((option) => complete("is_first", optionOf(option, f))).join("\n")}
${commands
  .flatMap((command) => [
    ...command.options.map((option) => complete(`is ${command.name}`, optionOf(option, f))),
    ...command.arguments.map((value) =>
      complete(`is ${command.name}; and not ${f}_is_first`, valueOf(value, false, f)),
    ),
  ])
  .join("\n")}
`;
}

function optionOf({ name, description, isList, value }: CompletedOption, f: string): string {
  const taken = value === undefined ? "" : ` -r ${valueOf(value, isList, f)}`;
  return `-l ${name} -d ${quoted(description)}${taken}`;
}

function valueOf(value: CompletedValue, isList: boolean, f: string): string {
  switch (value._tag) {
    case "Words":
      return `-f -a '${isList ? `(${f}_list ${value.words.join(" ")})` : value.words.join(" ")}'`;
    case "Profiles":
      return `-f -a '(${f}_profiles)'`;
    case "Files":
      return "-F";
    case "Folders":
      return "-f -a '(__fish_complete_directories)'";
    case "Anything":
      return "-f";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
