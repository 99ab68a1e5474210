import type { Command } from "commander";

/** One of the commands: gives it its options, and what it does with them. */
export type Subcommand = (command: Command, onExit: (exitCode: number) => void) => void;
