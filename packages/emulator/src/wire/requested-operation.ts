import type { IncomingHttpHeaders } from "node:http";
import { ServiceError } from "./service-error.js";

/** What is known about a request before its body is read as an input. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The target that a request of AWS JSON names: `RekognitionService.DescribeProjects`. */
export function targetOf({ headers }: RequestHead): string | undefined {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? target : undefined;
}

/** Whether a request uses the query protocol. */
export function isForm(head: RequestHead): boolean {
  return contentTypeOf(head) === "application/x-www-form-urlencoded";
}

/**
 * Refuses a request that fits no protocol.
 *
 * @param version - the version of AWS JSON that the service of the request's target speaks
 * @throws {@link ServiceError}
 */
export function checkIsRequest(head: RequestHead, version: "1.0" | "1.1"): void {
  const { method, url } = head;
  const path = url?.split("?", 1)[0];
  if (method !== "POST" || path !== "/") {
    throw unknownOperation(404, `${method} ${path} is not an operation: every request must be POST /`);
  }
  const contentType = contentTypeOf(head);
  if (contentType !== `application/x-amz-json-${version}` && !isForm(head)) {
    throw unknownOperation(
      404,
      `Content-Type is ${contentType ?? "missing"}; it must be application/x-amz-json-${version}`,
    );
  }
}

/** @param prefixes - the prefixes that a target may have */
export function unknownTarget(target: string | undefined, prefixes: readonly string[]): ServiceError {
  const given = target === undefined ? "missing" : JSON.stringify(target);
  return unknownOperation(400, `X-Amz-Target is ${given}; it must be ${prefixes.join(".OPERATION or ")}.OPERATION`);
}

/** What the emulator answers for an operation that it does not have, whether or not the service has it. */
export function notEmulated(operation: string, emulated: Iterable<string>): ServiceError {
  return unknownOperation(
    400,
    `${operation} is not emulated by @rekognition-rx/emulator, which answers ${[...emulated].toSorted().join(", ")}`,
  );
}

function contentTypeOf({ headers }: RequestHead): string | undefined {
  return headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
}

function unknownOperation(status: number, message: string): ServiceError {
  return new ServiceError({ code: "UnknownOperationException", message, status });
}
