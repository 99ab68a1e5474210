import { STATUS_CODES } from "node:http";

/** What a client is sent with a status that says all there is to say. */
export function plainError(statusCode: number): unknown {
  const message = STATUS_CODES[statusCode] ?? "refused";
  return { error: { code: message.toLowerCase().replaceAll(" ", "-"), message } };
}
