import { faultKind, type FaultKind } from "./fault-kind.js";
import { httpStatus, optional } from "./taking.js";

/** An HTML page, as a proxy between client and service sends it. */
export interface HtmlFault {
  readonly type: "html";
  /** The HTTP status. @defaultValue 502 */
  readonly status?: number | undefined;
}

export const htmlFault: FaultKind<HtmlFault> = faultKind({
  type: "html",
  summary: "an HTML page, as a proxy between client and service sends it; its status is 502 by default",
  takes: { status: optional(httpStatus) },
  apply: ({ status = 502 }) => ({
    status,
    body: Buffer.from(
      `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`,
    ),
    headers: { "Content-Type": "text/html", Server: "proxy" },
    // A proxy made this page: it is not an error of the service.
    errorType: undefined,
  }),
});
