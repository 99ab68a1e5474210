import { doctor } from "../doctor/doctor.js";
import type { ExaminationOptions } from "../doctor/examination.js";
import { findingJson } from "../doctor/finding-json.js";
import { findingsText } from "../doctor/findings-text.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";
import { isInterruption, onInterruption } from "./interruption.js";
import { say } from "./say.js";
import { terminalFor } from "./terminal.js";

/** What `doctor` is told. */
export interface DoctorRun extends Pick<ExaminationOptions, "depth" | "out" | "targets"> {
  readonly json: boolean;
}

/**
 * Writes what the doctor finds to the standard output, as it finds it.
 *
 * @returns the exit code: 3 where something is wrong.
 */
export async function doctorRun({ json, ...options }: DoctorRun): Promise<number> {
  const interruption = onInterruption();
  const { stream, hasColors } = terminalFor({ out: options.out, quiet: false });
  let exitCode = 0;
  try {
    for await (const findings of doctor({ ...options, signal: interruption.signal })) {
      exitCode = findings.some(({ outcome }) => outcome === "failed") ? SOMETHING_IS_WRONG : exitCode;
      stream.write(json ? findings.map(findingJson).join("") : findingsText(findings, { colors: hasColors }));
    }
    return exitCode;
  } catch (error) {
    if (isInterruption(error)) {
      say("stopped; what was not looked at is not known");
      return error.exitCode;
    }
    if (isTargetOptionsError(error)) {
      say(error.message);
      return 2;
    }
    throw error;
  } finally {
    interruption.stopListening();
  }
}

const SOMETHING_IS_WRONG = 3;
