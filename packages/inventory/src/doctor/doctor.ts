import { checkClock } from "./checks/check-clock.js";
import { checkConfiguration } from "./checks/check-configuration.js";
import { checkCredentials } from "./checks/check-credentials.js";
import { checkDisk } from "./checks/check-disk.js";
import { checkNetwork } from "./checks/check-network.js";
import { checkPermissions } from "./checks/check-permissions.js";
import { checkRegions } from "./checks/check-regions.js";
import { checkTargets } from "./checks/check-targets.js";
import { checkVersions } from "./checks/check-versions.js";
import type { Check } from "./check.js";
import { Examination, type ExaminationOptions } from "./examination.js";
import type { Finding } from "./finding.js";

/**
 * Checks everything that an inventory needs, and reports what is wrong before a run runs into it.
 *
 * Cold. The findings of one check come together. A failure that a check finds is a finding, and no error: the other
 * checks go on. Quick checks come first, so that there is something to read while AWS answers.
 *
 * Fails with a `TargetOptionsError` for a mistake in the options or in a file of accounts, before the first finding,
 * and with the reason of the signal.
 */
export async function* doctor(options: ExaminationOptions): AsyncGenerator<readonly Finding[], void, undefined> {
  const examination = await Examination.of(options);
  for (const check of CHECKS) {
    yield await check(examination);
  }
}

const CHECKS: readonly Check[] = [
  checkVersions,
  checkConfiguration,
  checkRegions,
  checkNetwork,
  checkClock,
  checkDisk,
  checkCredentials,
  checkTargets,
  checkPermissions,
];
