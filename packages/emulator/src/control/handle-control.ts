import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultSpec } from "../faults/fault-spec.js";
import { isJsonObject, type JsonObject } from "../protocol/json-object.js";
import { readBody } from "../protocol/read-body.js";
import type { Control } from "./control.js";

/** Whether a request is for the emulator itself, and not for the service. */
export function isControl(request: IncomingMessage): boolean {
  return request.url?.startsWith(prefix) === true;
}

/** Answers a request for the emulator itself with JSON; never throws. */
export async function handleControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, bodyLimit);
  if (body === "gone") return;
  const { status, bytes } = answer(control, request, body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": bytes.length }).end(bytes);
}

function answer(
  control: Control,
  request: IncomingMessage,
  body: Buffer | "too-large",
): { readonly status: number; readonly bytes: Buffer } {
  const url = new URL(request.url ?? "/", "http://emulator");
  const route = `${request.method} ${url.pathname}`;
  const known = routes[route];
  if (known === undefined) {
    const status = Object.keys(routes).some((each) => each.endsWith(` ${url.pathname}`)) ? 405 : 404;
    return { status, bytes: line({ error: `there is no ${route}; there are ${Object.keys(routes).join(", ")}` }) };
  }
  if (body === "too-large") return { status: 413, bytes: line({ error: `the body has more than ${bodyLimit} bytes` }) };
  try {
    const text = body.toString();
    return { status: 200, bytes: line(known(control, text.trim() === "" ? {} : JSON.parse(text), url.searchParams)) };
  } catch (error) {
    return { status: 400, bytes: line({ error: reason(error) }) };
  }
}

/** What has no room in one text, or no end of levels, ends here too. */
function line(json: JsonObject): Buffer {
  return Buffer.from(`${JSON.stringify(json)}\n`);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof RangeError)) return error.message;
  if (error.message === "Maximum call stack size exceeded") return "the JSON is nested too deeply";
  if (error.message === "Invalid string length") return "the answer would be too long; ask for less";
  return error.message;
}

type Route = (control: Control, input: unknown, query: URLSearchParams) => JsonObject;

const done: JsonObject = { ok: true };

const routes: Readonly<Record<string, Route>> = {
  "GET /_emulator/health": (control) => control.health(),
  "GET /_emulator/state": (control, _, query) => control.state(query.get("entries") === "true"),
  "GET /_emulator/requests": (control) => control.requests(),
  "POST /_emulator/reset": (control) => {
    control.reset();
    return done;
  },
  "POST /_emulator/clock": (control, input) => {
    if (!isJsonObject(input)) throw new TypeError("the clock takes an object with advance, set or stopped");
    return control.steerClock(input);
  },
  "POST /_emulator/faults": (control, input) => {
    const specs = isJsonObject(input) && Object.keys(input).length === 0 ? [] : input;
    control.setFaults((Array.isArray(specs) ? specs : [specs]) as readonly FaultSpec[]);
    return done;
  },
  "POST /_emulator/seed": (control, input) => {
    control.seed(input);
    return done;
  },
};

const prefix = "/_emulator/";

/** Bytes: a seed may be large. */
const bodyLimit = 512 * 1_024 * 1_024;
