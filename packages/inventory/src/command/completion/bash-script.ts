import { AWS_PROFILES } from "./aws-profiles.js";
import type { CompletedCommand, CompletedProgram, CompletedValue } from "./completed-program.js";

/**
 * The completion for bash, also for version 3.2 of macOS, and without the package bash-completion.
 *
 * The script splits the line at blanks itself, since readline splits at `=` and `:`, too.
 */
export function bashScript({ name, byDefault, commands, options }: CompletedProgram): string {
  const f = `_${name.replaceAll("-", "_")}`;
  const own = commands.map((command) => [command, command.name === byDefault ? options : []] as const);
  return `# Completion of ${name} for bash; in ~/.bashrc: source <(${name} completion bash)

${f}() {
  local IFS=$' \\t\\n' line=\${COMP_LINE:0:COMP_POINT} command=${byDefault} option= before= at=0 kind= known=
  local words word count current each
  COMPREPLY=()
  read -r -a words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  count=\${#words[@]}
  current=\${words[count - 1]}
  words=("\${words[@]:1:count - 2}")
  case \${words[0]} in
    ${commands.map((command) => command.name).join(" | ")}) command=\${words[0]} words=("\${words[@]:1}") ;;
  esac
  for word in "\${words[@]}"; do
    if [[ -n $option ]]; then
      option=
    elif [[ $word == --*=* ]]; then
      :
    elif [[ $word == -* ]]; then
      ${f}_value "$command $word" && option=$word
    else
      at=$((at + 1))
    fi
  done
  if [[ -z $option && $current == --*=* ]]; then
    option=\${current%%=*}
    current=\${current#*=}
    # Readline has the part after = as a word of its own, unless somebody has configured it not to.
    [[ $COMP_WORDBREAKS == *=* ]] || before=$option=
  fi
  if [[ -n $option ]]; then
    ${f}_value "$command $option" || kind=anything
  elif [[ $current == -* ]]; then
    kind=word known=$(${f}_options "$command")
    ((count == 2)) && known+=$'\\n'$(${f}_options '')
  elif ((count == 2)); then
    kind=word known=${shellLines(commands.map((command) => command.name))}
  elif ! ${f}_value "$command $at"; then
    # Between quotes there may be blanks that split no words: a path, which readline knows how to complete.
    [[ $line == *[\\'\\"\\\\]* ]] && return
    kind=anything
  fi
  case $kind in
    # What there is to files, readline does by itself: with quotes, and with a slash after a folder.
    files) return ;;
    folders) compopt -o dirnames +o default 2>/dev/null && return ;;
    profiles) known=$(${f}_profiles) ;;
  esac
  compopt +o default 2>/dev/null
  if [[ $kind != word && $current == *,* ]]; then
    before=$before\${current%,*},
    current=\${current##*,}
  fi
  while IFS= read -r each; do
    # What a name has in it is quoted, and not run.
    if [[ -n $each && $each == "$current"* && ",$before" != *[,=]"$each",* ]]; then
      printf -v each %q "$each"
      COMPREPLY+=("$before$each")
    fi
  done <<<"$known"
}

${f}_options() {
  case $1 in
${[
  ...own.map(([command]) =>
    optionCase(
      command.name,
      command.options.map((option) => option.name),
    ),
  ),
  optionCase(
    "",
    options.map((option) => option.name),
  ),
].join("\n")}
  esac
}

# What the value of an option, or an argument, may be; false where there is none.
${f}_value() {
  case $1 in
${commands.flatMap(valueCases).join("\n")}
    *) return 1 ;;
  esac
}

${f}_profiles() {
  { ${AWS_PROFILES}; } | sort -u
}

complete -o default -F ${f} ${name}
`;
}

function optionCase(command: string, names: readonly string[]): string {
  return `    '${command}') printf '%s\\n' ${names.map((name) => `--${name}`).join(" ")} ;;`;
}

function valueCases(command: CompletedCommand): readonly string[] {
  return [
    ...command.options.flatMap(({ name, value, isList }) =>
      value === undefined ? [] : [valueCase(`${command.name} --${name}`, value, isList)],
    ),
    ...command.arguments.map((value, at) => valueCase(`${command.name} ${at}`, value, false)),
  ];
}

function valueCase(place: string, value: CompletedValue, isList: boolean): string {
  const kind = value._tag === "Words" ? (isList ? "words" : "word") : value._tag.toLowerCase();
  const known = value._tag === "Words" ? ` known=${shellLines(value.words)}` : "";
  return `    '${place}') kind=${kind}${known} ;;`;
}

/** Words, one per line. They are ours, and have no quotes in them. */
function shellLines(words: readonly string[]): string {
  return `$'${words.join(String.raw`\n`)}'`;
}
