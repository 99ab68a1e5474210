import { isJsonObject, type JsonObject } from "./json-object.js";
import type { Protocol } from "./protocol.js";
import { ServiceError } from "./service-error.js";

/**
 * The query protocol: the input is a form, the output is XML.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryProtocol(namespace: string): Protocol {
  return {
    contentType: "text/xml",
    isTextual: true,
    input: (body) => inputOf(new URLSearchParams(body.toString())),
    output: (operation, json, requestId) => {
      const result = xmlOf(`${operation}Result`, JSON.parse(json.toString()));
      return Buffer.from(
        `<${operation}Response xmlns="${namespace}">${result}` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
      );
    },
    refusal(error, requestId) {
      const { code, status } = queryErrorOf(error);
      const type = status >= 500 ? "Receiver" : "Sender";
      const body =
        `<ErrorResponse xmlns="${namespace}">${xmlOf("Error", { Type: type, Code: code, Message: error.message })}` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status, body: Buffer.from(body), headers: error.headers, errorType: code };
    },
  };
}

/** The code and status of an error in the query protocol: errors that all services share have other codes there. */
export function queryErrorOf({ code, status }: ServiceError): { readonly code: string; readonly status: number } {
  const known = QUERY_ERRORS[code];
  return known === undefined ? { code, status } : { code: known[0], status: known[1] };
}

/** `A.member.1.B=x` as `{ A: [{ B: "x" }] }`; the first value of a name counts. */
function inputOf(form: URLSearchParams): JsonObject | ServiceError {
  const root: Branch = new Map();
  for (const [name, value] of form) {
    const path = name.split(".");
    if (path.length > MAX_DEPTH) {
      return new ServiceError({ code: "MalformedInput", message: `A name has more than ${MAX_DEPTH} parts` });
    }
    let branch = root;
    for (const [index, part] of path.entries()) {
      const next = branch.get(part);
      if (index === path.length - 1) {
        branch.set(part, next ?? value);
      } else {
        const inner: Branch = next instanceof Map ? next : new Map();
        branch.set(part, inner);
        branch = inner;
      }
    }
  }
  return jsonOf(root) as JsonObject;
}

type Branch = Map<string, Branch | string>;

function jsonOf(branch: Branch | string): unknown {
  if (typeof branch === "string") {
    return branch;
  }
  const members = branch.get("member");
  if (members instanceof Map && branch.size === 1) {
    // Members are numbered from 1, and come in any order.
    return [...members].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, member]) => jsonOf(member));
  }
  return Object.fromEntries([...branch].map(([name, member]) => [name, jsonOf(member)]));
}

function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const members = value.map((each: unknown) => xmlOf("member", isTime(name) ? timeOf(each) : each));
    return `<${name}>${members.join("")}</${name}>`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([member, inner]) => xmlOf(member, inner));
    return `<${name}>${members.join("")}</${name}>`;
  }
  return `<${name}>${escaped(String(isTime(name) ? timeOf(value) : value))}</${name}>`;
}

function isTime(name: string): boolean {
  return TIMES.has(name);
}

function timeOf(value: unknown): unknown {
  return typeof value === "number" ? new Date(value * 1_000).toISOString() : value;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Members that are times: seconds in JSON, texts in XML. */
const TIMES: ReadonlySet<string> = new Set(["Expiration", "Timestamps"]);

const QUERY_ERRORS: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  ExpiredTokenException: ["ExpiredToken", 403],
  IncompleteSignatureException: ["IncompleteSignature", 400],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  MissingAuthenticationTokenException: ["MissingAuthenticationToken", 403],
  ThrottlingException: ["Throttling", 400],
  UnknownOperationException: ["InvalidAction", 400],
  UnrecognizedClientException: ["InvalidClientTokenId", 403],
  ValidationException: ["ValidationError", 400],
};

const MAX_DEPTH = 32;
