import type { Command } from "commander";

/** Defines one of the commands: its options, and what it does with them. */
export type Subcommand = (command: Command, onExit: (exitCode: number) => void) => void;
