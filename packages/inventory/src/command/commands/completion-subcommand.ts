import { Argument, type Command } from "commander";
import { bashScript } from "../completion/bash-script.js";
import { type CompletedProgram, completedProgram } from "../completion/completed-program.js";
import { fishScript } from "../completion/fish-script.js";
import { zshScript } from "../completion/zsh-script.js";
import { UsageError } from "../usage-error.js";
import type { Subcommand } from "./subcommand.js";

/**
 * `completion`: prints a script that makes a shell complete this command.
 *
 * @param byDefault - the command that runs if none is named.
 */
export function completionSubcommand(byDefault: string): Subcommand {
  return (command, onExit) => {
    command
      .description("prints a script for a shell, which then completes this command: commands, options and their values")
      .addArgument(new Argument("[shell]", "the shell").choices(Object.keys(SCRIPTS)))
      .addHelpText("after", HOW)
      .action((shell?: string) => {
        process.stdout.write(scriptFor(shell, command, byDefault));
        onExit(0);
      });
  };
}

// Written from commander's definitions, without a library. In November 2026, @bomb.sh/tab 0.0 starts Node at each Tab,
// and completes neither files nor a list after a comma; omelette 0.4 does not know options.
const SCRIPTS: Readonly<Record<string, (program: CompletedProgram) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

function scriptFor(shell: string | undefined, { parent }: Command, byDefault: string): string {
  const script = shell === undefined ? undefined : SCRIPTS[shell];
  if (script === undefined || parent === null) {
    throw new UsageError(
      "completion takes the name of a shell: bash, zsh or fish, such as in: source <(rekognition-inventory completion bash)",
    );
  }
  return script(completedProgram(parent, byDefault));
}

const HOW = `
In ~/.bashrc: source <(rekognition-inventory completion bash)
In ~/.zshrc, after compinit: source <(rekognition-inventory completion zsh)
In ~/.config/fish/config.fish: rekognition-inventory completion fish | source`;
