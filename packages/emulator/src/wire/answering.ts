import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import type { Protocol } from "./protocol.js";
import { resetConnection } from "./reset-connection.js";
import { ServiceError } from "./service-error.js";

/** 200 with an output. */
export function success(body: Buffer, contentType: string = "application/x-amz-json-1.1"): Answer {
  return { status: 200, body, headers: { "Content-Type": contentType }, errorType: undefined };
}

/** The answer for an error. A bug of the emulator is answered 500, with its message but without a stack trace. */
export function refusal(error: unknown, requestId: string, { refusal: write, contentType }: Protocol): Answer {
  const refused =
    error instanceof ServiceError
      ? error
      : new ServiceError({
          code: "InternalFailure",
          message: `the emulator failed: ${String(error)}; please report it with the request that led to it`,
          status: 500,
        });
  const { headers, ...rest } = write(refused, requestId);
  return { ...rest, headers: { "Content-Type": contentType, ...headers } };
}

/** Writes an answer. */
export function send(response: ServerResponse, answer: Answer, requestId: string): void {
  const { body, reset } = answer;
  const { socket } = response;
  response.writeHead(answer.status, {
    "x-amzn-RequestId": requestId,
    "Content-Length": body.length,
    ...answer.headers,
  });
  if (reset === undefined || socket === null) {
    response.end(body);
    return;
  }
  // The response is not ended: at its end, Node itself would close a connection that is not kept alive.
  const sent = reset === "middle" ? body.subarray(0, Math.ceil(body.length / 2)) : body;
  response.write(sent, () => resetConnection(socket));
}
