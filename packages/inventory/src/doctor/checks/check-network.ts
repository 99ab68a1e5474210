import { failureSentence } from "../../failures/failure-sentence.js";
import { formatted } from "../../text/count.js";
import { oneLine } from "../../text/one-line.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";
import { findingFrom } from "../finding-from.js";
import type { Probe } from "../probe-endpoints.js";

/** Whether each endpoint of Rekognition answers, and how soon. */
export const checkNetwork: Check = async (examination) => {
  const probes = await examination.probes();
  return probes.length === 0
    ? [{ check: "network", outcome: "unknown", target: null, message: NOBODY, remedy: null }]
    : [...headline(probes), ...probes.map(networkFinding)];
};

const NOBODY = "not checked: without a region, there is no endpoint to ask";

/** A finding about all endpoints, if there are several. */
function headline(probes: readonly Probe[]): readonly Finding[] {
  if (probes.length === 1) {
    return [];
  }
  const times = probes.filter(({ error }) => error === undefined).map(({ elapsed }) => elapsed);
  const slowest = times.length === 0 ? "" : `, the slowest in ${formatted(Math.round(Math.max(...times)))} ms`;
  const message = `${formatted(times.length)} of ${formatted(probes.length)} endpoints answer${slowest}`;
  const outcome = times.length === probes.length ? "ok" : "failed";
  return [{ check: "network", outcome, target: null, message, remedy: null }];
}

function networkFinding({ host, region, error, elapsed }: Probe): Finding {
  const about = { check: "network", target: `${region} ${oneLine(host)}` };
  return error === undefined
    ? {
        ...about,
        outcome: "ok",
        message: `${oneLine(host)} answers in ${formatted(Math.round(elapsed))} ms`,
        remedy: null,
      }
    : findingFrom({ ...about, outcome: "failed" }, failureSentence(error, { region }));
}
