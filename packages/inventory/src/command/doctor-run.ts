import { doctor } from "../doctor/doctor.js";
import type { ExaminationOptions } from "../doctor/examination.js";
import { findingJson } from "../doctor/finding-json.js";
import { findingsText } from "../doctor/findings-text.js";
import { interruptible } from "./interruptible.js";
import { terminalFor } from "./terminal.js";

/** The options of `doctor`. */
export interface DoctorRun extends Pick<ExaminationOptions, "depth" | "out" | "targets"> {
  readonly json: boolean;
}

/**
 * Writes the findings of the doctor to the standard output, each as soon as it is there.
 *
 * @returns the exit code: 3 if something is wrong.
 */
export function doctorRun({ json, ...options }: DoctorRun): Promise<number> {
  const { stream, hasColors } = terminalFor({ out: options.out, quiet: false });
  return interruptible(async (signal) => {
    let exitCode = 0;
    for await (const findings of doctor({ ...options, signal })) {
      exitCode = findings.some(({ outcome }) => outcome === "failed") ? SOMETHING_IS_WRONG : exitCode;
      stream.write(json ? findings.map(findingJson).join("") : findingsText(findings, { colors: hasColors }));
    }
    return exitCode;
  }, "stopped; not everything was checked");
}

const SOMETHING_IS_WRONG = 3;
