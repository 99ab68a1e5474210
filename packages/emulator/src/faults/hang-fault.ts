import { faultKind, type FaultKind } from "./fault-kind.js";

/** No answer, until the client leaves or the emulator is closed. */
export interface HangFault {
  readonly type: "hang";
}

export const hangFault: FaultKind<HangFault> = faultKind({
  type: "hang",
  summary: "no answer, on a connection that stays open",
  takes: {},
  apply: () => "hang",
});
