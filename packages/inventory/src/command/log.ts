import type { Logger } from "pino";
import { oneLine } from "../text/one-line.js";
import { say } from "./say.js";

/** Reports the work of a command on stderr: to a person, or with `--json` to a program. */
export interface Log {
  /** What went wrong and what to do about it. */
  say(sentence: string): void;
  /** What may be a mistake. The work goes on. */
  warn(sentence: string): void;
  /** What happened, if a person should see it too, and nothing is wrong. */
  note(sentence: string): void;
  /** The same in several lines. They must have no control characters. */
  sayLines(text: string): void;
  /** What happened. A person sees the progress and the table instead. */
  event(level: LogLevel, message: string, fields: object): void;
}

type LogLevel = "debug" | "info" | "warn";

export const LOG_LEVELS: readonly string[] = ["debug", "info", "warn", "error", "silent"];

/** Sentences for a person. Events are left out. */
export const plainLog: Log = {
  say,
  warn: say,
  note: say,
  sayLines: (text) => process.stderr.write(`rekognition-inventory: ${text}\n`),
  event: () => {},
};

/** Lines of JSON for a program. They are written synchronously, so that none is lost when the process ends. */
export async function jsonLog(level: string): Promise<Log> {
  const { destination, pino, stdTimeFunctions } = await import("pino");
  const stderr = destination({ fd: 2, sync: true });
  // A reader that closes the pipe wants no more.
  stderr.on("error", () => {});
  const logger: Logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stderr,
  );
  return {
    say: (sentence) => logger.error(oneLine(sentence)),
    warn: (sentence) => logger.warn(oneLine(sentence)),
    note: (sentence) => logger.info(oneLine(sentence)),
    sayLines: (text) => logger.error(text),
    event: (at, message, fields) => logger[at](fields, message),
  };
}
