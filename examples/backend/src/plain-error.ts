import { STATUS_CODES } from "node:http";

/** The body of an error whose status says everything. */
export function plainError(statusCode: number): unknown {
  const message = STATUS_CODES[statusCode] ?? "refused";
  return { error: { code: message.toLowerCase().replaceAll(" ", "-"), message } };
}
