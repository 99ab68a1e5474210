import { faultKind, type FaultKind } from "./fault-kind.js";

/**
 * A throttle that is written in XML, as a front door of AWS has been seen to answer services of JSON: a client that
 * parses JSON fails at it, and does not know it for a throttle.
 */
export interface XmlThrottleFault {
  readonly type: "xml-throttle";
}

export const xmlThrottleFault: FaultKind<XmlThrottleFault> = faultKind({
  type: "xml-throttle",
  summary: "a throttle of status 400 that is written in XML, which a client of JSON cannot parse",
  takes: {},
  apply: () => ({
    status: 400,
    body: Buffer.from(BODY),
    headers: { "Content-Type": "text/xml" },
    errorType: "ThrottlingException",
  }),
});

const BODY =
  "<ErrorResponse><Error><Type>Sender</Type><Code>ThrottlingException</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";
