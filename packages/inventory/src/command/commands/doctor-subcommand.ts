import { doctorRun } from "../doctor-run.js";
import { notEmpty, policyKind } from "../options.js";
import { isPolicyKind } from "../policy-kinds.js";
import { policyRun } from "../policy-run.js";
import { OUT } from "../runs-folder.js";
import { depthIn, targetOptions, type TargetOptions, targetsIn } from "../target-options.js";
import { UsageError } from "../usage-error.js";
import type { Subcommand } from "./subcommand.js";

/** `doctor`: checks what a run needs, or writes the IAM policy for it. */
export const doctorSubcommand: Subcommand = (command, onExit) => {
  command
    .description("looks at what a run needs: credentials, the way to AWS, the disk, and each permission of the depth")
    .option("--out <folder>", `where the files of a run would go (default: ${OUT})`, notEmpty);
  targetOptions(command)
    .option("--json", "one JSON object per line: check, outcome, target, message, remedy")
    .option("--policy [kind]", POLICY, policyKind)
    .addHelpText("after", EXIT_STATUS)
    .action(async (options: DoctorOptions) => onExit(await run(options)));
};

const POLICY =
  "write an IAM policy and check nothing: read (what the depth needs), assume (what the caller needs to read other " +
  "accounts), trust (of the role in those accounts) (default: read)";

const EXIT_STATUS = `
Exit status: 0 nothing is wrong; 2 a mistake on the command line; 3 something is wrong (FAIL); 130, 143, 129 stopped by a
signal. What is only a warning (warn) or could not be checked (?) does not change it.`;

interface DoctorOptions extends TargetOptions {
  readonly out?: string;
  readonly json?: boolean;
  /** `true` if no kind is given. */
  readonly policy?: string | true;
}

async function run(options: DoctorOptions): Promise<number> {
  const { out = OUT, json = false } = options;
  const policy = options.policy === true ? "read" : options.policy;
  const targets = targetsIn(options);
  const depth = depthIn(options);
  if (isPolicyKind(policy)) {
    return await policyRun(policy, { targets, depth });
  }
  if (out === "-") {
    throw new UsageError("doctor checks the folder of the run, and --out - is no folder; give one with --out");
  }
  return await doctorRun({ targets, depth, out, json });
}
