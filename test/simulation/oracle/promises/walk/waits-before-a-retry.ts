import type { Symptom } from "../../../service/service-fault.js";
import { layersOf, retriesOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const waitsBeforeARetry: WalkPromise = {
  states: "a retry waits as long as the standard mode of the SDK does",
  watches: {
    asks({ facts: { spec }, requests: { attempts, last, turn }, now }) {
      const [retry] = retriesOf(spec);
      const isAlone = layersOf(spec).filter(({ kind }) => kind !== "nothing").length === 1;
      const waits = isAlone && retry?.kind === "retryThrottled" && retry.limiter === undefined;
      if (turn !== "same page again" || last.kind !== "failed" || !waits) {
        return undefined;
      }
      const waited = now - last.at;
      const due = backOff(attempts - 1, last.symptom, retry.jitter);
      return waited === due ? undefined : `asks again after ${waited} ms where ${due} ms were due`;
    },
  },
};

/** What AWS's standard mode waits, with a jitter that is always the same. */
function backOff(i: number, { class: kind, hint }: Symptom, jitter: number): number {
  const base = kind === "throttled" ? 1_000 : 50;
  const delay = Math.floor(jitter * Math.min(base * 2 ** i, 20_000));
  return hint === undefined ? delay : Math.max(delay, Math.min(hint, delay + 5_000));
}
