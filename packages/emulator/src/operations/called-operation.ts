import type { Protocol } from "../wire/protocol.js";
import {
  checkIsRequest,
  isForm,
  notEmulated,
  type RequestHead,
  targetOf,
  unknownTarget,
} from "../wire/requested-operation.js";
import { type EmulatedService, rekognition, services } from "./services.js";
import type { Operation } from "./operation.js";

/** The service and the operation that a request calls, as far as they are known. */
export interface Call {
  readonly service: EmulatedService;
  readonly protocol: Protocol;
  /** `undefined` if the request names no operation. */
  readonly name: string | undefined;
}

/** @param body - the body, which only a form needs; for any other request, the head is enough */
export function callOf(head: RequestHead, body: Buffer | undefined): Call {
  if (isForm(head)) {
    const form = new URLSearchParams(body?.toString());
    const service = services.find(({ query }) => query !== undefined && query.version === form.get("Version"));
    if (service?.query !== undefined) {
      return { service, protocol: service.query.protocol, name: form.get("Action") ?? undefined };
    }
  }
  const target = targetOf(head);
  const service = services.find(({ json }) => json !== undefined && target?.startsWith(`${json.target}.`) === true);
  const { json = rekognition.json } = service ?? {};
  if (json === undefined) {
    throw new Error("Rekognition speaks JSON");
  }
  const name = service === undefined ? undefined : target?.slice(json.target.length + 1);
  return { service: service ?? rekognition, protocol: json.protocol, name };
}

/** @throws ServiceError when the request is not a valid one, or its operation is not emulated */
export function calledOperation(head: RequestHead, { service, name }: Call): Operation {
  checkIsRequest(head, service.json?.version ?? "1.1");
  if (name === undefined) {
    throw unknownTarget(targetOf(head), [service.json?.target ?? ""]);
  }
  const found = service.operations.get(name);
  if (found === undefined) {
    throw notEmulated(name, service.operations.keys());
  }
  return found;
}
