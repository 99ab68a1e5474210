import type { ClockSkewFault } from "./clock-skew-fault.js";
import type { ContentTypeFault } from "./content-type-fault.js";
import type { CyclingTokensFault } from "./cycling-tokens-fault.js";
import type { EmptyBodyFault } from "./empty-body-fault.js";
import type { EmptyPageFault } from "./empty-page-fault.js";
import type { ErrorFault } from "./error-fault.js";
import type { ExceptionFault } from "./exception-fault.js";
import type { ExpiredCredentialsFault } from "./expired-credentials-fault.js";
import type { ExpiredTokenFault } from "./expired-token-fault.js";
import type { GarbleFault } from "./garble-fault.js";
import type { HangFault } from "./hang-fault.js";
import type { HtmlFault } from "./html-fault.js";
import type { LatencyFault } from "./latency-fault.js";
import type { RepeatedTokenFault } from "./repeated-token-fault.js";
import type { MalformedItemFault } from "./malformed-item-fault.js";
import type { ResetFault } from "./reset-fault.js";
import type { ShortPageFault } from "./short-page-fault.js";
import type { ThrottleFault } from "./throttle-fault.js";
import type { TokenFault } from "./token-fault.js";
import type { TruncateFault } from "./truncate-fault.js";
import type { UnknownEnumFault } from "./unknown-enum-fault.js";
import type { UnknownMemberFault } from "./unknown-member-fault.js";
import type { XmlThrottleFault } from "./xml-throttle-fault.js";

/**
 * Something that goes wrong with a request. Some faults change the answer that the request would have got: `truncate`,
 * `garble`, `content-type`, and the faults of tokens, pages, items and unknown values. These last do not change an answer
 * that is an error. `latency` only delays the answer. The other faults replace the answer, and the operation is not carried
 * out; for `reset`, that depends on `when`.
 */
export type Fault =
  | ThrottleFault
  | XmlThrottleFault
  | ExceptionFault
  | ErrorFault
  | ResetFault
  | TruncateFault
  | GarbleFault
  | ContentTypeFault
  | HtmlFault
  | HangFault
  | LatencyFault
  | EmptyBodyFault
  | TokenFault
  | ExpiredTokenFault
  | RepeatedTokenFault
  | CyclingTokensFault
  | EmptyPageFault
  | ShortPageFault
  | MalformedItemFault
  | UnknownEnumFault
  | UnknownMemberFault
  | ClockSkewFault
  | ExpiredCredentialsFault;
