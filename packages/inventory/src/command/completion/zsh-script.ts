import { AWS_PROFILES } from "./aws-profiles.js";
import type { CompletedCommand, CompletedOption, CompletedProgram, CompletedValue } from "./completed-program.js";

/**
 * The completion for zsh, to be sourced after `compinit`, or to be saved as `_rekognition-inventory` in a folder of
 * `fpath`.
 */
export function zshScript({ name, byDefault, commands, options }: CompletedProgram): string {
  const f = `_${name}`;
  return `#compdef ${name}
# Completion of ${name} for zsh; in ~/.zshrc, after compinit: source <(${name} completion zsh)

${f}() {
  local curcontext="$curcontext" command=${byDefault}
  local -a own commands
  commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.description}`)}`).join("\n")}
  )
  if ((CURRENT == 2)); then
    if [[ $words[2] != -* ]]; then
      _describe -t commands command commands
      return
    fi
    own=(${options.map((option) => quoted(optionSpec(option, f))).join(" ")})
  fi
  case $words[2] in
    ${commands.map((command) => command.name).join("|")})
      command=$words[2]
      shift words
      ((CURRENT--))
      ;;
  esac
  case $command in
${commands.map((command) => commandCase(command, f)).join("\n")}
  esac
}

${f}_profiles() {
  local -a names
  names=("\${(@fu)$({ ${AWS_PROFILES}; })}")
  _sequence compadd "$@" - "\${(@)names:#}"
}

if [[ $funcstack[1] == ${f} ]]; then
  ${f} "$@"
else
  compdef ${f} ${name}
fi
`;
}

function commandCase(command: CompletedCommand, f: string): string {
  const specs = [
    ...command.options.map((option) => optionSpec(option, f)),
    ...command.arguments.map((value, at) => `${at + 1}::${actionFor(value, false, f)}`),
  ];
  return `    ${command.name})
      _arguments "$own[@]" \\
        ${specs.map(quoted).join(" \\\n        ")}
      ;;`;
}

function optionSpec({ name, description, isList, value }: CompletedOption, f: string): string {
  const explained = `[${description.replaceAll(/[\\[\]:]/g, String.raw`\$&`)}]`;
  const flag = `${isList ? "*" : ""}--${name}`;
  return value === undefined ? `${flag}${explained}` : `${flag}=${explained}:${actionFor(value, isList, f)}`;
}

/** How zsh completes a value, with the word that it shows if there is nothing to choose from. */
function actionFor(value: CompletedValue, isList: boolean, f: string): string {
  switch (value._tag) {
    case "Words":
      return isList ? `value:_sequence compadd - ${value.words.join(" ")}` : `value:(${value.words.join(" ")})`;
    case "Profiles":
      return `profile:${f}_profiles`;
    case "Files":
      return "file:_files";
    case "Folders":
      return "folder:_files -/";
    case "Anything":
      return "value: ";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
