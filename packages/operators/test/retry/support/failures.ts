import { InvalidParameterException, ThrottlingException } from "@aws-sdk/client-rekognition";

/** The SDK's exception for a throttled request, as the service sends it: HTTP 400. */
export function throttling(headers: Readonly<Record<string, string>> = {}): ThrottlingException {
  const exception = new ThrottlingException({ message: "Rate exceeded", $metadata: { httpStatusCode: 400 } });
  return Object.assign(exception, { $response: { statusCode: 400, headers } });
}

/** What Node throws for a connection that was reset. */
export function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

/** The SDK's exception for a request that no retry can mend. */
export function invalidParameter(): InvalidParameterException {
  return new InvalidParameterException({ message: "no such feature", $metadata: { httpStatusCode: 400 } });
}
