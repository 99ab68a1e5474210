import { faultKind, type FaultKind } from "./fault-kind.js";

/**
 * A throttle that is written in XML. A front end of AWS has been seen to answer so for services that speak JSON. A client
 * that parses JSON cannot read it, and does not see that it is a throttle.
 */
export interface XmlThrottleFault {
  readonly type: "xml-throttle";
}

export const xmlThrottleFault: FaultKind<XmlThrottleFault> = faultKind({
  type: "xml-throttle",
  summary: "a throttle with status 400, written in XML: a client that expects JSON cannot parse it",
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
