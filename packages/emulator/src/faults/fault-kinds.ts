import type { Fault } from "./fault.js";
import type { FaultKind } from "./fault-kind.js";
import { clockSkewFault } from "./clock-skew-fault.js";
import { contentTypeFault } from "./content-type-fault.js";
import { cyclingTokensFault } from "./cycling-tokens-fault.js";
import { emptyBodyFault } from "./empty-body-fault.js";
import { emptyPageFault } from "./empty-page-fault.js";
import { errorFault } from "./error-fault.js";
import { exceptionFault } from "./exception-fault.js";
import { expiredCredentialsFault } from "./expired-credentials-fault.js";
import { expiredTokenFault } from "./expired-token-fault.js";
import { garbleFault } from "./garble-fault.js";
import { hangFault } from "./hang-fault.js";
import { htmlFault } from "./html-fault.js";
import { latencyFault } from "./latency-fault.js";
import { malformedItemFault } from "./malformed-item-fault.js";
import { repeatedTokenFault } from "./repeated-token-fault.js";
import { resetFault } from "./reset-fault.js";
import { shortPageFault } from "./short-page-fault.js";
import { throttleFault } from "./throttle-fault.js";
import { tokenFault } from "./token-fault.js";
import { truncateFault } from "./truncate-fault.js";
import { unknownEnumFault } from "./unknown-enum-fault.js";
import { unknownMemberFault } from "./unknown-member-fault.js";
import { xmlThrottleFault } from "./xml-throttle-fault.js";

/** Every kind of fault, by its type. */
export const faultKinds: { readonly [Type in Fault["type"]]: FaultKind<Extract<Fault, { readonly type: Type }>> } = {
  throttle: throttleFault,
  "xml-throttle": xmlThrottleFault,
  exception: exceptionFault,
  error: errorFault,
  reset: resetFault,
  truncate: truncateFault,
  garble: garbleFault,
  "content-type": contentTypeFault,
  html: htmlFault,
  hang: hangFault,
  latency: latencyFault,
  "empty-body": emptyBodyFault,
  token: tokenFault,
  "expired-token": expiredTokenFault,
  "repeated-token": repeatedTokenFault,
  "cycling-tokens": cyclingTokensFault,
  "empty-page": emptyPageFault,
  "short-page": shortPageFault,
  "malformed-item": malformedItemFault,
  "unknown-enum": unknownEnumFault,
  "unknown-member": unknownMemberFault,
  "clock-skew": clockSkewFault,
  "expired-credentials": expiredCredentialsFault,
};
