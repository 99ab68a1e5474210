import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { plainError } from "./plain-error.js";

/** Answers data that is not a valid request: it never reaches a route. */
export function refuseUnreadable({ code }: { readonly code?: string }, socket: Socket): void {
  if (socket.writable) {
    const status = STATUS_OF.get(code) ?? 400;
    const body = JSON.stringify(plainError(status));
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n` +
        `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}

const STATUS_OF: ReadonlyMap<string | undefined, number> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
  ["HPE_HEADER_OVERFLOW", 431],
]);
