import { duration } from "../../text/count.js";
import { oneLine } from "../../text/one-line.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";
import type { Probe } from "../probe-endpoints.js";

/** How far this machine's clock is from AWS's clock: a signature is valid for some minutes. */
export const checkClock: Check = async (examination) => [clockFinding(await examination.probes())];

/** Takes the fastest answer: its date is uncertain by the time that it took. */
export function clockFinding(probes: readonly Probe[]): Finding {
  const [probe] = probes
    .filter(({ error, clockAhead }) => error === undefined && clockAhead !== undefined)
    .toSorted((one, other) => one.elapsed - other.elapsed);
  const { host = "", clockAhead } = probe ?? {};
  if (clockAhead === undefined) {
    return about("unknown", "not checked: no endpoint answered with a date");
  }
  const off = Math.abs(clockAhead);
  if (off < EXACT) {
    return about("ok", `this machine's clock agrees with that of ${oneLine(host)}`);
  }
  const message = `this machine's clock is ${duration(off)} ${clockAhead > 0 ? "ahead of" : "behind"} that of ${oneLine(host)}`;
  if (off <= NOTICEABLE) {
    return about("ok", message);
  }
  return off <= REFUSED
    ? about("warning", message, `${SET}: AWS refuses requests if it is off by more than 5 minutes`)
    : about("failed", message, `${SET}: AWS refuses requests that are signed with a wrong time`);
}

const SET = "set it, best by NTP";

/** Milliseconds. The header `Date` has whole seconds, and takes time to arrive. */
const EXACT = 2_000;
const NOTICEABLE = 60_000;
const REFUSED = 300_000;

function about(outcome: Finding["outcome"], message: string, remedy: string | null = null): Finding {
  return { check: "clock", outcome, target: null, message, remedy };
}
