import { asGiven } from "../request/as-given.js";

/**
 * Makes the `requestTimeout` of the SDK's request handler, or of one `send`, end the request with a `TimeoutError`.
 *
 * The SDK only warns, and stops watching when the answer begins: a proxy that sends the headers and nothing more would
 * hold a request for ever.
 *
 * @param handler - made by the SDK, and not by the user.
 * @param given - the options it was made with, which win.
 */
export function endHangingRequests(handler: SdkRequestHandler, given: TimeOutOptions = {}): void {
  const requestTimeout = bounded(given.requestTimeout ?? DEFAULT_TIMEOUT);
  handler.updateHttpClientConfig("requestTimeout", requestTimeout);
  handler.updateHttpClientConfig("throwOnRequestTimeout", given.throwOnRequestTimeout ?? true);
  // `handle` is looked up for each request: a test double may be put into the SDK's class at any time.
  const made = Object.hasOwn(handler, "handle")
    ? { handle: handler.handle }
    : (Object.getPrototypeOf(handler) as typeof handler);
  handler.handle = async (request, options) => {
    const sentAt = performance.now();
    const own = options?.requestTimeout ?? undefined;
    const withTimeout = own === undefined ? options : { ...options, requestTimeout: bounded(own) };
    const result = await made.handle.call(handler, request, withTimeout);
    const settings = handler.httpHandlerConfigs();
    const timeout = withTimeout?.requestTimeout ?? settings.requestTimeout ?? 0;
    const { body } = result.response;
    if (settings.throwOnRequestTimeout === true && timeout > 0 && isNodeStream(body)) {
      const left = timeout - (performance.now() - sentAt);
      const timer = setTimeout(() => void body.destroy(timeoutError(timeout)), left);
      // A body that is already closed does not close again, so its timer stays, and must not keep the process alive.
      timer.unref();
      body.once("close", () => clearTimeout(timer));
    }
    return result;
  };
}

/** A request handler as the SDK makes one. */
export interface SdkRequestHandler {
  handle: (request: unknown, options?: TimeOutOptions) => Promise<{ readonly response: { readonly body?: unknown } }>;
  readonly httpHandlerConfigs: () => TimeOutOptions;
  readonly updateHttpClientConfig: (key: string, value: unknown) => void;
}

/** The options of the SDK's request handlers that are read here. */
export interface TimeOutOptions {
  readonly requestTimeout?: number | undefined;
  readonly throwOnRequestTimeout?: boolean | undefined;
}

/** In ms. */
const DEFAULT_TIMEOUT = 60_000;

/** The longest delay that a timer accepts. A longer one would end at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

function bounded(timeout: number): number {
  if (!(typeof timeout === "number" && timeout >= 0)) {
    throw new RangeError(`requestTimeout must be milliseconds, 0 or more (0: no limit), not ${asGiven(timeout)}`);
  }
  return Math.min(timeout, LONGEST_TIMEOUT);
}

interface NodeStream {
  readonly destroy: (error: Error) => unknown;
  readonly once: (event: "close", listener: () => void) => unknown;
}

function isNodeStream(body: unknown): body is NodeStream {
  const { destroy, once } = (body ?? {}) as Partial<NodeStream>;
  return typeof destroy === "function" && typeof once === "function";
}

/** Like the SDK's own error, which retries recognise by its name. */
function timeoutError(timeout: number): Error {
  const message = `the answer did not come to its end within the requestTimeout of ${timeout} ms`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" });
}
