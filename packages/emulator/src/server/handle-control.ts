import type { IncomingMessage, ServerResponse } from "node:http";
import { operationNames } from "../operations/services.js";
import type { FaultSpec } from "../faults/fault-spec.js";
import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { readBody } from "../wire/read-body.js";
import { parseSeed } from "../seed/seed-file.js";
import type { CurrentState } from "./current-state.js";
import { steerClock } from "./steer-clock.js";

/** Whether a request is for the emulator itself, and not for the service. */
export function isControl(request: IncomingMessage): boolean {
  return request.url?.startsWith(PREFIX) === true;
}

/** Answers a request for the emulator itself with JSON; never throws. */
export async function handleControl(
  current: CurrentState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, BODY_LIMIT);
  if (body === "gone") {
    return;
  }
  const { status, bytes } = answer(current, request, body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": bytes.length }).end(bytes);
}

function answer(
  current: CurrentState,
  request: IncomingMessage,
  body: Buffer | "too-large",
): { readonly status: number; readonly bytes: Buffer } {
  const url = new URL(request.url ?? "/", "http://emulator");
  // A HEAD is a GET whose body Node leaves out. Many tools use it to check whether a server is up.
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = `${method} ${url.pathname}`;
  const known = routes[route];
  if (known === undefined) {
    const status = Object.keys(routes).some((each) => each.endsWith(` ${url.pathname}`)) ? 405 : 404;
    const error = `there is no endpoint ${route}; the endpoints are ${Object.keys(routes).join(", ")}`;
    return { status, bytes: line({ error }) };
  }
  if (body === "too-large") {
    return { status: 413, bytes: line({ error: `the body has more than ${BODY_LIMIT} bytes` }) };
  }
  try {
    const text = body.toString();
    return { status: 200, bytes: line(known(current, text.trim() === "" ? {} : JSON.parse(text), url.searchParams)) };
  } catch (error) {
    return { status: 400, bytes: line({ error: reason(error) }) };
  }
}

/** Throws a RangeError for JSON that is too long for one string or nested too deeply. */
function line(json: JsonObject): Buffer {
  return Buffer.from(`${JSON.stringify(json)}\n`);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if (!(error instanceof RangeError)) {
    return error.message;
  }
  if (error.message === "Maximum call stack size exceeded") {
    return "the JSON is nested too deeply";
  }
  if (error.message === "Invalid string length") {
    return "the answer would be too long; leave out entries=true";
  }
  return error.message;
}

type Route = (current: CurrentState, input: unknown, query: URLSearchParams) => JsonObject;

const done: JsonObject = { ok: true };

const routes: Readonly<Record<string, Route>> = {
  "GET /_emulator/health": ({ state }) => ({
    status: "ok",
    now: state.clock.now(),
    operations: operationNames,
  }),
  "GET /_emulator/state": ({ state }, _, query) => state.snapshot(query.get("entries") === "true"),
  "GET /_emulator/requests": ({ state }) => ({ requests: state.journal.records() }),
  "POST /_emulator/reset": (current) => {
    current.reset();
    return done;
  },
  "POST /_emulator/clock": ({ state }, input) => {
    if (!isJsonObject(input)) {
      throw new TypeError("the body must be a JSON object with advance, set or stopped");
    }
    return steerClock(state.clock, input);
  },
  "POST /_emulator/faults": ({ state }, input) => {
    const specs = isJsonObject(input) && Object.keys(input).length === 0 ? [] : input;
    state.setFaults((Array.isArray(specs) ? specs : [specs]) as readonly FaultSpec[]);
    return done;
  },
  "POST /_emulator/seed": ({ state }, input) => {
    state.seed(parseSeed(input, "the seed"));
    return done;
  },
};

const PREFIX = "/_emulator/";

/** Bytes: a seed may be large. */
const BODY_LIMIT = 512 * 1_024 * 1_024;
