import type { IncomingMessage } from "node:http";
import { ServiceError } from "./service-error.js";

/** The operation that a request names, as far as it names one of Rekognition's. */
export function requestedOperation(request: IncomingMessage): string | undefined {
  const target = request.headers["x-amz-target"];
  return typeof target === "string" && target.startsWith(PREFIX) ? target.slice(PREFIX.length) : undefined;
}

/** @throws {@link ServiceError} when a request is not one of AWS JSON 1.1, with an operation of Rekognition */
export function checkIsAwsJson(request: IncomingMessage): void {
  const { method, url, headers } = request;
  const path = url?.split("?", 1)[0];
  if (method !== "POST" || path !== "/") {
    throw unknownOperation(404, `${method} ${path} is no operation: requests are POST /`);
  }
  const contentType = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (contentType !== "application/x-amz-json-1.1") {
    throw unknownOperation(404, `Content-Type is ${contentType ?? "missing"}; it must be application/x-amz-json-1.1`);
  }
  const target = headers["x-amz-target"];
  if (requestedOperation(request) === undefined) {
    throw unknownOperation(
      400,
      `X-Amz-Target is ${target === undefined ? "missing" : JSON.stringify(target)}; it must be ${PREFIX}OPERATION`,
    );
  }
}

/** What the emulator answers for an operation that it does not have, whether or not Rekognition has it. */
export function notEmulated(operation: string, emulated: Iterable<string>): ServiceError {
  return unknownOperation(
    400,
    `${operation} is not emulated by @rekognition-rx/emulator, which answers ${[...emulated].toSorted().join(", ")}`,
  );
}

function unknownOperation(status: number, message: string): ServiceError {
  return new ServiceError({ code: "UnknownOperationException", message, status });
}

const PREFIX = "RekognitionService.";
