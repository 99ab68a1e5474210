import type { FileHandle } from "node:fs/promises";
import type { Step } from "../crawl/step.js";
import { CRC_MEMBER_LENGTH, crcMember, crcOf } from "./crc-member.js";
import { JournalError } from "./journal-error.js";
import { type FileLine, linesOf } from "./lines-of.js";

/** A line of a journal that is unchanged since it was written. */
export interface CheckedLine {
  /** @throws JournalError if the line is no step, although its CRC is right: this package did not write it. */
  readonly step: () => Step;
  /** The offset of the end of the line. */
  readonly end: number;
  /** The CRC of the line, with which the CRC of the next line begins. */
  readonly crc: number;
}

/**
 * The lines of a journal, each checked by its CRC. A half line at the end, left by a process that was killed while it
 * wrote, is left out.
 *
 * @param path - for the errors.
 * @throws JournalError for any other line that has changed since it was written, and for a file that is no journal of
 * this version.
 */
export async function* checkedLines(path: string, file: FileHandle): AsyncGenerator<CheckedLine> {
  let before = 0;
  for await (const line of linesOf(path, file)) {
    const { number, bytes, end } = line;
    if (number === 1 && !isBeginOfJournal(line)) {
      throw foreign(path);
    }
    const problem = problemOf(line, before);
    if (problem !== undefined) {
      throw damaged(path, number, problem);
    }
    if (end === undefined) {
      return;
    }
    if (number === 1) {
      refuseOtherVersion(path, stepIn(path, number, bytes));
    }
    before = crcOf(bodyOf(bytes), before);
    yield { step: () => stepIn(path, number, bytes), end, crc: before };
  }
}

function stepIn(path: string, number: number, bytes: Buffer): Step {
  let step: unknown;
  try {
    step = JSON.parse(`${bodyOf(bytes).toString()}}`);
  } catch {
    throw damaged(path, number, "it is no JSON, though its CRC is right");
  }
  if (!isStep(step)) {
    throw damaged(path, number, "it is no step of a run, though its CRC is right");
  }
  return step;
}

/** Looks at its tag alone: its CRC shows that this package has written it. */
function isStep(value: unknown): value is Step {
  return (
    typeof value === "object" && value !== null && "_tag" in value && (TAGS as readonly unknown[]).includes(value._tag)
  );
}

function problemOf({ bytes, end }: FileLine, before: number): string | undefined {
  if (end === undefined) {
    // This is more than half a line. If it were cut off, a step that was written would be lost.
    return hasWholeLine(bytes, before) ? "it ends with another character than a line feed" : undefined;
  }
  if (isWhole(bytes, before)) {
    return undefined;
  }
  if (bytes.at(-1) === CARRIAGE_RETURN) {
    return "it ends in CR LF, as an editor may have saved it";
  }
  return CRC_MEMBER.test(bytes.subarray(-CRC_MEMBER_LENGTH).toString("latin1"))
    ? "it is not what was written after the line before it: a line was changed, left out, doubled or moved"
    : "it has no CRC at its end";
}

function hasWholeLine(bytes: Buffer, before: number): boolean {
  for (let at = bytes.indexOf(CRC_BEGIN); at !== -1; at = bytes.indexOf(CRC_BEGIN, at + 1)) {
    const length = at + CRC_MEMBER_LENGTH;
    if (length < bytes.length && isWhole(bytes.subarray(0, length), before)) {
      return true;
    }
  }
  return false;
}

function isWhole(bytes: Buffer, before: number): boolean {
  return bytes.subarray(-CRC_MEMBER_LENGTH).toString("latin1") === crcMember(crcOf(bodyOf(bytes), before));
}

function bodyOf(bytes: Buffer): Buffer {
  return bytes.subarray(0, -CRC_MEMBER_LENGTH);
}

/** Whether a first line is that of a journal, or the beginning of one. The file of somebody else must not be cut. */
function isBeginOfJournal({ bytes, end }: FileLine): boolean {
  const begin = bytes.subarray(0, RUN.length).toString("latin1");
  return end === undefined ? RUN.startsWith(begin) : begin === RUN;
}

function refuseOtherVersion(path: string, step: Step): void {
  const { version } = step as { readonly version?: unknown };
  if (version !== 1) {
    throw new JournalError({
      reason: "version",
      path,
      line: 1,
      problem: `${path} is a journal of version ${JSON.stringify(version)}, and this program reads version 1; read it with the release of the program that wrote it, or start a new run`,
    });
  }
}

/** @param problem - begins with "it", which stands for the line. */
function damaged(path: string, line: number, problem: string): JournalError {
  const remedy =
    line === 1
      ? "restore the file from a copy, or start a new run"
      : `restore the file from a copy, or keep the lines before it ("head -n ${line - 1}") and resume from there`;
  return new JournalError({
    reason: "damaged",
    path,
    line,
    problem: `${path} is damaged in line ${line}: ${problem}; ${remedy}`,
  });
}

function foreign(path: string): JournalError {
  return new JournalError({
    reason: "foreign",
    path,
    line: 1,
    problem: `${path} is no journal of an inventory: its first line is no Run step; give the path of a journal, such as out/runs/RUN.journal, or, for a new run, a path where no file exists yet`,
  });
}

const TAGS: readonly Step["_tag"][] = ["Run", "Target", "Walk", "End"];

const RUN = '{"_tag":"Run",';

const CRC_BEGIN = ',"crc":"';

const CRC_MEMBER = /^,"crc":"[0-9a-f]{8}"\}$/;

const CARRIAGE_RETURN = 0x0d;
